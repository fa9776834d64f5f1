/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeSet;

/** Tells one state of a kernel source from another. */
final class SourceDigest {
    private SourceDigest() {}

    /** {@return the digest of a tarball's bytes, or of the names, sizes and times of a folder's files} */
    static String of(Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            return Digests.sha256(source);
        }
        TreeSet<String> entries = new TreeSet<>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                entries.add(source.relativize(file) + " " + attributes.size() + " "
                        + attributes.lastModifiedTime().toMillis());
                return FileVisitResult.CONTINUE;
            }
        });
        return Digests.sha256(source.toAbsolutePath() + "\n" + String.join("\n", entries));
    }
}
