/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.hotsplice.update.bundle.AtomicFile;

/**
 * Replaces a folder by one with other files. At each moment one of the two is there in full, if not always under its
 * name: a run that is killed between the two renames leaves that to {@link #restore}.
 */
final class FolderSwap {
    private FolderSwap() {}

    static void replace(Path folder, Map<String, byte[]> files) throws IOException {
        Path unfinished = folder.resolveSibling("." + folder.getFileName() + ".new");
        Path old = old(folder);
        remove(unfinished);
        remove(old);
        try {
            Files.createDirectory(unfinished);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                AtomicFile.write(unfinished.resolve(file.getKey()), file.getValue());
            }
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
            try {
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
                throw e;
            }
        } finally {
            remove(unfinished);
        }
        remove(old);
    }

    /** Brings the old folder back where a run was killed before the new one was in its place. */
    static void restore(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && Files.exists(old(folder), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(old(folder), folder, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path old(Path folder) {
        return folder.resolveSibling("." + folder.getFileName() + ".old");
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
