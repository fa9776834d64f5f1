/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.Trees;

/** What an attacker or a bad disk does to packages. */
final class Tampering {
    private Tampering() {}

    /** {@return a copy of the package in which one bit of the first file with that ending is flipped} */
    static Path flipInside(Path debian, Path folder, String ending) throws IOException, InterruptedException {
        Path tree = folder.resolve("tree");
        Trees.delete(tree);
        Files.createDirectories(folder);
        Command.of("dpkg-deb", "-R", debian.toString(), tree.toString()).mustRun();
        try (Stream<Path> files = Files.walk(tree)) {
            Path victim = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IOException(debian + " holds no file that ends in " + ending));
            flip(victim, Files.size(victim) / 2);
        }
        Path result = folder.resolve(debian.getFileName());
        Command.of("dpkg-deb", "--root-owner-group", "-b", tree.toString(), result.toString())
                .mustRun();
        return result;
    }

    /** Flips the lowest bit of one byte. */
    static void flip(Path file, long offset) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(offset);
            int value = access.read();
            access.seek(offset);
            access.write(value ^ 1);
        }
    }
}
