/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that the tests run in. */
public final class Checkout {
    private Checkout() {}

    /** {@return the folder that holds the root pom.xml and README.md} */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("kmod/include/uapi"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the tests must run inside the checkout");
        }
        return folder;
    }

    /** {@return every source file whose name ends so, without what a build made} */
    static List<Path> files(String... endings) {
        Path root = root();
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isSource(root.relativize(file)))
                    .filter(file ->
                            Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.equals(".git") || name.equals("target") || name.equals("build")) {
                return false;
            }
        }
        return !relative.toString().contains("src/test/resources")
                && !relative.toString().endsWith(".mod.c");
    }

    /** {@return the file's text} */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
