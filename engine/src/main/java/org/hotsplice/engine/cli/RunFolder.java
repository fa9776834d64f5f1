/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.hotsplice.update.UpdateId;

/** The folder of one run below the cache. Its logs stay after the run; the rest stays only if asked for. */
final class RunFolder implements AutoCloseable {
    private static final String LOGS = "logs";

    private final Path folder;
    private final FileChannel lock;
    private final boolean keep;

    private RunFolder(Path folder, FileChannel lock, boolean keep) {
        this.folder = folder;
        this.lock = lock;
        this.keep = keep;
    }

    /**
     * {@return an empty folder for making that update; what an earlier run of that name left is removed}
     *
     * <p>While another run makes an update of the same name, this one gets a folder with a number behind the name.
     */
    static RunFolder begin(Path cache, UpdateId id, boolean keep) throws IOException {
        Path runs = Files.createDirectories(cache.resolve("runs"));
        for (int number = 1; ; number++) {
            String name = number == 1 ? id.value() : id.value() + "." + number;
            FileChannel lock =
                    FileChannel.open(runs.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                continue;
            }
            Path folder = runs.resolve(name);
            if (Files.exists(folder)) {
                empty(folder, false);
            }
            return new RunFolder(Files.createDirectories(folder), lock, keep);
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        // The lock ends with the channel.
        try (lock) {
            if (!keep) {
                empty(folder, true);
            }
        }
    }

    private static void empty(Path folder, boolean logsStay) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                boolean log = path.startsWith(folder.resolve(LOGS));
                if (!path.equals(folder) && !(logsStay && log)) {
                    Files.delete(path);
                }
            }
        }
    }
}
