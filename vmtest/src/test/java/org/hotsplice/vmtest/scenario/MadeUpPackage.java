/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.Trees;

/** A package that a scenario needs and no archive has; dpkg-deb packs it. */
final class MadeUpPackage {
    private final Path tree;
    private final Path file;

    /**
     * Begins a package without files.
     *
     * @param folder where its tree and its file are made
     * @param fields of its control file besides the usual ones
     */
    MadeUpPackage(Path folder, String name, String version, String... fields) throws IOException {
        tree = folder.resolve(name + "-" + version);
        file = folder.resolve(name + "_" + version + "_all.deb");
        Trees.delete(tree);
        var lines = new ArrayList<String>(List.of(
                "Package: " + name,
                "Version: " + version,
                "Architecture: all",
                "Maintainer: Tests <tests@example.org>",
                "Description: made for a scenario"));
        lines.addAll(List.of(fields));
        Files.write(Files.createDirectories(tree.resolve("DEBIAN")).resolve("control"), lines);
    }

    /** Puts a file into the package. */
    MadeUpPackage with(String place, byte[] content) throws IOException {
        Path inside = tree.resolve(place);
        Files.createDirectories(inside.getParent());
        Files.write(inside, content);
        return this;
    }

    /** Gives it a maintainer script. */
    MadeUpPackage script(String name, String... lines) throws IOException {
        Path script = Files.write(tree.resolve("DEBIAN").resolve(name), List.of(lines));
        if (!script.toFile().setExecutable(true, false)) {
            throw new IOException(script + " cannot be made executable");
        }
        return this;
    }

    /** {@return the package's file} */
    Path build() throws IOException, InterruptedException {
        Command.of("dpkg-deb", "--root-owner-group", "--build", tree.toString(), file.toString())
                .mustRun();
        return file;
    }
}
