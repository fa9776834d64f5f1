/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeSet;

/** Tells one state of a kernel's source, or of its modules, from another. */
final class FolderDigest {
    private FolderDigest() {}

    /** {@return the digest of a tarball's bytes, or of the names, sizes and times of a folder's files} */
    static String of(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Digests.sha256(path);
        }
        TreeSet<String> entries = new TreeSet<>();
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                entries.add(path.relativize(file) + " " + attributes.size() + " "
                        + attributes.lastModifiedTime().toMillis());
                return FileVisitResult.CONTINUE;
            }
        });
        return Digests.sha256(path.toAbsolutePath() + "\n" + String.join("\n", entries));
    }
}
