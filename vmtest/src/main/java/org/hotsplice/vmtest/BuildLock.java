/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Builds folders of the cache: one process at a time, and only where an earlier one has not completed it. */
final class BuildLock {
    private BuildLock() {}

    /** What fills a folder. */
    @FunctionalInterface
    interface Build {
        void run() throws IOException, InterruptedException;
    }

    /** Runs the build unless the folder is complete; waits where another process builds it. */
    static void complete(Path folder, Build build) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path complete = completed(folder);
        try (FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // The lock ends with the channel.
            channel.lock();
            if (!Files.exists(complete)) {
                build.run();
                Files.createFile(complete);
            }
        }
    }

    /** Makes the next caller build the folder again. */
    static void discard(Path folder) throws IOException {
        Files.deleteIfExists(completed(folder));
    }

    private static Path completed(Path folder) {
        return folder.resolve("complete");
    }
}
