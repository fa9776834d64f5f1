/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files that belong together: each is written beside its place and brought to the disk, and only when all are there are
 * they renamed, in the order in which they were added. A full disk leaves the old ones.
 */
public final class StagedFiles implements AutoCloseable {
    private final Map<Path, Path> staged = new LinkedHashMap<>();

    /** Writes a file beside its place. */
    public void add(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        Path unfinished = stagedFor(file);
        // What a killed run left may have other permissions.
        Files.deleteIfExists(unfinished);
        staged.put(file, unfinished);
        try {
            fill(unfinished, bytes, attributes);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // A full disk is told without the file's name.
            FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** {@return where a file lies until it is renamed; after a kill it may still be there} */
    public static Path stagedFor(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    /** Puts the files in their places. */
    public void commit() throws IOException {
        for (Map.Entry<Path, Path> entry : staged.entrySet()) {
            Files.move(
                    entry.getValue(),
                    entry.getKey(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what was not put in its place. */
    @Override
    public void close() throws IOException {
        for (Path unfinished : staged.values()) {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void fill(Path file, byte[] bytes, FileAttribute<?>... attributes) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, fresh, attributes)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
