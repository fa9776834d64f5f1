/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.hotsplice.update.UpdateId;

/** The folder of one run below the cache. Its logs stay after the run; the rest stays only if asked for. */
final class RunFolder implements AutoCloseable {
    private static final String LOGS = "logs";

    private final Path folder;
    private final boolean keep;

    private RunFolder(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
    }

    /** {@return an empty folder for making that update; what an earlier run of that name left is removed} */
    static RunFolder begin(Path cache, UpdateId id, boolean keep) throws IOException {
        Path folder = cache.resolve("runs").resolve(id.value());
        if (Files.exists(folder)) {
            empty(folder, false);
        }
        return new RunFolder(Files.createDirectories(folder), keep);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (!keep) {
            empty(folder, true);
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
