/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;

/** Reads files that strangers may have written: never through a symbolic link, never more than a bound. */
public final class BoundedFiles {
    private static final int CHUNK = 1 << 16;

    private BoundedFiles() {}

    /**
     * {@return the bytes of a regular file}
     *
     * @param largest the most bytes that are taken; a longer file is refused
     */
    public static byte[] read(Path file, long largest) throws IOException, RefusedException {
        BasicFileAttributes kind;
        try {
            kind = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            throw new RefusedException(Issue.of(UpdateIssue.BUNDLE_LAYOUT, file.toString(), "is missing"), e);
        }
        // Opening a FIFO would wait for a writer, so the kind is looked at before; a swap in between ends in a
        // read of another file, whose bytes then fail the digest.
        if (!kind.isRegularFile()) {
            throw new RefusedException(Issue.of(UpdateIssue.BUNDLE_LAYOUT, file.toString(), "is not a regular file"));
        }
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return readAll(file, channel, largest);
        }
    }

    private static byte[] readAll(Path file, FileChannel channel, long largest) throws IOException, RefusedException {
        long bound = Math.min(largest, Integer.MAX_VALUE - 16L);
        byte[] bytes = new byte[(int) Math.min(Math.max(channel.size(), 0) + 1, Math.min(bound + 1, 1L << 30))];
        int filled = 0;
        while (true) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length + CHUNK);
            }
            int count = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled));
            if (count < 0) {
                return Arrays.copyOf(bytes, filled);
            }
            filled += count;
            if (filled > bound) {
                throw new RefusedException(
                        Issue.of(UpdateIssue.BUNDLE_LAYOUT, file.toString(), "has more than " + largest + " bytes"));
            }
        }
    }

    /** {@return the SHA-256 of the bytes in lower-case hex} */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
