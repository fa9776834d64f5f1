/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hotsplice.engine.kernel.BuildEnvironment;

/**
 * The header for authors of patches, which no kernel source has: laid where only patched units look for it, after all
 * other folders.
 *
 * @param folder the folder that it is found from
 */
record PatchHeader(Path folder) {
    private static final String NAME = "hotsplice/hotsplice-patch.h";
    /** Folders that gcc and clang search for headers, also with -nostdinc (gcc's manual, "Environment Variables"). */
    private static final String SEARCHED = "CPATH";

    private static final String RESOURCE = "/org/hotsplice/engine/module/include/" + NAME;

    /** Writes it below that folder. */
    static PatchHeader write(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Files.createDirectories(file.resolveSibling("."));
        try (InputStream resource = PatchHeader.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not in the program");
            }
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return new PatchHeader(folder.toAbsolutePath());
    }

    /** {@return the compiler's argument that makes it found} */
    String argument() {
        return "-idirafter" + folder;
    }

    /** {@return an environment in which a compiler that kbuild starts finds it} */
    BuildEnvironment in(BuildEnvironment environment) {
        String others =
                environment.variables().getOrDefault(SEARCHED, System.getenv().getOrDefault(SEARCHED, ""));
        return environment.with(SEARCHED, others.isEmpty() ? folder.toString() : others + ":" + folder);
    }
}
