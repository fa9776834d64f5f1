/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The shell files that go into guests, kept as resources beside this class. */
final class GuestScripts {
    private GuestScripts() {}

    /** {@return the text of the script with this name} */
    static String text(String name) throws IOException {
        try (InputStream stream = GuestScripts.class.getResourceAsStream("guest/" + name)) {
            if (stream == null) {
                throw new IOException("the rig's jar lacks guest/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes the script into the folder, executable, and returns its path. */
    static Path write(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text(name));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
