/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The list that apt gives to DPkg::Pre-Install-Pkgs, protocol version 3 (apt.conf(5)): the line {@code VERSION 3},
 * configuration, an empty line, then for each package its name, old version, architecture and multi-arch, the direction
 * of the change, the same three of the new version, and the file or an action in asterisks.
 */
public final class AptPackages {
    /** Packages of updates are named so; signer's DebUpdatePackage gives them their names. */
    static final String PREFIX = "hotsplice-updates-";

    private static final int LONGEST_LINE = 64 << 10;

    /**
     * A package file that is about to be unpacked.
     *
     * @param name the package
     * @param version its new version
     * @param file where it lies
     */
    public record PackageFile(String name, String version, Path file) {}

    private AptPackages() {}

    /** {@return the packages of updates that are about to be unpacked} */
    public static List<PackageFile> updates(BufferedReader input) throws IOException {
        String first = line(input);
        if (!"VERSION 3".equals(first)) {
            throw new IOException("apt speaks '" + first + "' and not VERSION 3 of its protocol");
        }
        String line = line(input);
        while (line != null && !line.isEmpty()) {
            line = line(input);
        }
        List<PackageFile> found = new ArrayList<>();
        for (line = line(input); line != null; line = line(input)) {
            String[] words = line.split(" ", 9);
            if (words.length < 9) {
                throw new IOException("apt names a package with " + words.length + " fields: '" + line + "'");
            }
            boolean unpacked = !words[8].startsWith("**");
            if (unpacked && words[0].startsWith(PREFIX)) {
                found.add(new PackageFile(words[0], words[5], Path.of(words[8])));
            }
        }
        return found;
    }

    private static @org.jspecify.annotations.Nullable String line(BufferedReader input) throws IOException {
        String line = input.readLine();
        if (line != null && line.length() > LONGEST_LINE) {
            throw new IOException("apt sends a line of " + line.length() + " characters");
        }
        return line;
    }
}
