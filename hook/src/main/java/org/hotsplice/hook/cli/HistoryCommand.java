/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.hook.records.Event;
import org.hotsplice.update.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was done. */
@Command(
        name = "history",
        description = "Show what was applied, reversed and refused, the oldest first.",
        footer = {"%nExample:%n", "  hotsplice history --last 20"})
final class HistoryCommand extends BaseCommand {
    @Option(names = "--last", paramLabel = "N", description = "Only the last N entries.")
    private int last = Integer.MAX_VALUE;

    HistoryCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException {
        List<Event> events = hotsplice().records().history();
        events = events.subList(Math.max(0, events.size() - Math.max(0, last)), events.size());
        if (json()) {
            printJson(events.stream().map(HistoryCommand::toMap).toList());
        } else {
            for (Event event : events) {
                String why = event.code().isEmpty() ? "" : "  " + event.code() + ": " + event.message();
                out().println(event.at() + "  " + event.action() + "  " + event.id() + "  (" + event.cause() + ", "
                        + event.release() + ")" + why);
            }
        }
        return ExitStatus.OK.code();
    }

    private static Map<String, Object> toMap(Event event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", event.at());
        map.put("action", event.action());
        map.put("id", event.id());
        map.put("release", event.release());
        map.put("cause", event.cause());
        map.put("code", event.code());
        map.put("message", event.message());
        return map;
    }
}
