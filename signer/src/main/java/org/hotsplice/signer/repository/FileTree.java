/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Small operations on folders. */
final class FileTree {
    private FileTree() {}

    /** Removes a folder with all that is in it, or a file; nothing happens if it is not there. */
    static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(path)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }

    /** {@return the files below a folder with this ending, sorted; none if there is no folder} */
    static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(entry -> {
                        String name = entry.getFileName().toString();
                        return name.endsWith(ending) && !name.startsWith(".") && Files.isRegularFile(entry);
                    })
                    .sorted()
                    .toList();
        }
    }

    /** Makes a symbolic link point elsewhere, in one step. */
    static void pointLink(Path link, Path target) throws IOException {
        Path unfinished = link.resolveSibling("." + link.getFileName() + ".link");
        Files.deleteIfExists(unfinished);
        Files.createSymbolicLink(unfinished, target);
        try {
            Files.move(unfinished, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Gives a file a second place, by a hard link where the file system can. */
    static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Of the folders whose names start alike, keeps the current one and the newest of the others. */
    static void keepTwo(Path parent, String prefix, Path current) throws IOException {
        List<Path> others;
        try (Stream<Path> entries = Files.list(parent)) {
            others = entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> !entry.getFileName().equals(current.getFileName()))
                    .sorted(Comparator.comparing(FileTree::modified).reversed())
                    .toList();
        }
        for (Path old : others.stream().skip(1).toList()) {
            remove(old);
        }
    }

    private static long modified(Path path) {
        return path.toFile().lastModified();
    }
}
