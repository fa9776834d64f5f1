/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** Keeps two commands from changing the kernel at once. The lock ends with the process, however it ends. */
public final class Lock {
    private static final Duration POLL = Duration.ofMillis(100);

    /** What is done under the lock. */
    public interface Body<T> {
        T run() throws IOException, RefusedException;
    }

    private Lock() {}

    /** {@return what the body gave; refused if another process keeps the lock for longer than the patience given} */
    public static <T> T during(Path file, Duration patience, Body<T> body) throws IOException, RefusedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            acquire(channel, file, patience);
            return body.run();
        }
    }

    private static void acquire(FileChannel channel, Path file, Duration patience)
            throws IOException, RefusedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() > deadline) {
                throw new RefusedException(Issue.of(MachineIssue.LOCKED, file.toString(), patience.toSeconds()));
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for " + file, e);
            }
        }
    }
}
