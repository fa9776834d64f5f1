/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The header for authors of patches, which no kernel source has: laid where only patched units look for it. */
final class PatchHeader {
    private static final String NAME = "hotsplice/hotsplice-patch.h";
    private static final String RESOURCE = "/org/hotsplice/engine/module/include/" + NAME;

    private PatchHeader() {}

    /** Writes it below that folder. {@return the compiler's argument that makes it found, after all other folders} */
    static String write(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Files.createDirectories(file.resolveSibling("."));
        try (InputStream resource = PatchHeader.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not in the program");
            }
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return "-idirafter" + folder.toAbsolutePath();
    }
}
