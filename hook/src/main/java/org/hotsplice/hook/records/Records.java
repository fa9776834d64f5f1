/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The client's memory under /var/lib/hotsplice. It is for people and for the crash guard: what is applied is always
 * read from the kernel.
 */
public final class Records {
    /** At this size the history is set aside and a new one begun; one old file is kept. */
    private static final long HISTORY_LIMIT = 1 << 20;

    private final Path folder;

    public Records(Path folder) {
        this.folder = folder;
    }

    /** {@return what the last reconciliation found and did} */
    public Result result() throws IOException {
        return Result.of(Blocks.read(folder.resolve("result")));
    }

    /** Keeps what a reconciliation found and did. */
    public void keep(Result result) throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>();
        blocks.add(result.head());
        result.updates().forEach(update -> blocks.add(update.toBlock()));
        Blocks.write(folder.resolve("result"), blocks);
    }

    /** {@return all events, the oldest first} */
    public List<Event> history() throws IOException {
        List<Event> events = new ArrayList<>();
        for (String name : List.of("history.1", "history")) {
            Blocks.read(folder.resolve(name)).stream().map(Event::ofBlock).forEach(events::add);
        }
        return events;
    }

    /** Adds events to the history. */
    public void remember(List<Event> events) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        Path history = folder.resolve("history");
        if (Files.exists(history) && Files.size(history) > HISTORY_LIMIT) {
            Files.move(history, folder.resolve("history.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Blocks.append(history, events.stream().map(Event::toBlock).toList());
    }

    /** Puts a whole file beside the records, for other programs to read. */
    public void publish(String name, String content) throws IOException {
        Blocks.writeText(folder.resolve(name), content);
    }

    /** {@return the folder} */
    public Path folder() {
        return folder;
    }
}
