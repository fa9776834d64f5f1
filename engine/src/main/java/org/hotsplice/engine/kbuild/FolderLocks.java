/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two processes from letting kbuild write into one folder of a prepared tree. Threads of this process share a
 * folder: they are given different targets.
 */
final class FolderLocks {
    private final Path locks;
    private final Map<String, Holder> holders = new ConcurrentHashMap<>();

    FolderLocks(Path locks) {
        this.locks = locks;
    }

    private static final class Holder {
        private int users;
        private @Nullable FileChannel channel;
        private @Nullable FileLock lock;
    }

    /** What is done while no other process builds in the folder. */
    interface Work {
        void run() throws IOException, RefusedException;
    }

    /** Waits until no other process builds in that folder, then does the work. */
    void holding(String folder, Work work) throws IOException, RefusedException {
        Holder holder = holders.computeIfAbsent(folder, none -> new Holder());
        synchronized (holder) {
            if (holder.users == 0) {
                Files.createDirectories(locks);
                FileChannel channel = FileChannel.open(
                        locks.resolve(folder.replace('/', '!')), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                holder.channel = channel;
                holder.lock = channel.lock();
            }
            holder.users++;
        }
        try {
            work.run();
        } finally {
            release(holder);
        }
    }

    private static void release(Holder holder) throws IOException {
        synchronized (holder) {
            holder.users--;
            FileLock lock = holder.lock;
            FileChannel channel = holder.channel;
            if (holder.users == 0 && lock != null && channel != null) {
                lock.release();
                channel.close();
            }
        }
    }
}
