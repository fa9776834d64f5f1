/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.Trees;

/** An ordinary package, which must be upgraded whatever becomes of the kernel's updates. */
record Bystander(Path folder) {
    static final String NAME = "bystander";

    /** {@return the file of this version of the package} */
    Path version(int version) throws IOException, InterruptedException {
        Path tree = folder.resolve("bystander-" + version);
        Trees.delete(tree);
        Path control = Files.createDirectories(tree.resolve("DEBIAN")).resolve("control");
        Files.writeString(
                control,
                String.join(
                        "\n",
                        "Package: " + NAME,
                        "Version: " + version,
                        "Architecture: all",
                        "Maintainer: Tests <tests@example.org>",
                        "Description: upgraded beside the kernel's updates",
                        ""));
        Path file = folder.resolve(NAME + "_" + version + "_all.deb");
        Command.of("dpkg-deb", "--root-owner-group", "--build", tree.toString(), file.toString())
                .mustRun();
        return file;
    }
}
