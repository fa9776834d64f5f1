/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;

/** One publish at a time for a repository. The system drops the lock when the process ends, however it ends. */
final class PublishLock implements AutoCloseable {
    private final FileChannel channel;

    private PublishLock(FileChannel channel) {
        this.channel = channel;
    }

    static PublishLock take(Path repository) throws IOException, RefusedException {
        Path file = repository.resolve(".hotsplice-publish.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new RefusedException(Issue.of(SignerIssue.REPOSITORY_BUSY, repository.toString(), file));
        }
        return new PublishLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
