/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestKernel;

/**
 * A real fix as a diff, made from the difference of named files between two of Debian's kernel sources; no patch to the
 * kernel is kept in this project.
 *
 * @param cve what it fixes
 * @param description one line for a person
 * @param patch the unified diff
 */
public record Fix(String cve, String description, Path patch) {
    /** Between 6.1.170-3 and 6.1.192-2 this file changed by the fix of this CVE alone. */
    private static final String CVE = "CVE-2026-53249";

    private static final List<String> FILES = List.of("net/ipv4/ip_options.c");

    /** {@return the difference between the kernel's own source and the newest one} */
    public static Fix make(GuestKernel kernel, Path folder) throws IOException, InterruptedException {
        String name = DebianSource.packageName(kernel);
        List<String> versions = DebianSource.versions(name);
        if (versions.isEmpty() || versions.get(0).equals(kernel.version())) {
            throw new IOException("the archive offers no " + name + " later than " + kernel.version()
                    + ", so there is no difference to make an update of");
        }
        DebianSource before = DebianSource.obtain(name, kernel.version(), FILES);
        DebianSource after = DebianSource.obtain(name, versions.get(0), FILES);
        Path patch = folder.resolve(CVE.toLowerCase(Locale.ROOT) + ".patch");
        var text = new StringBuilder();
        for (String file : FILES) {
            text.append(difference(
                    file, before.folder().resolve(file), after.folder().resolve(file)));
        }
        if (text.isEmpty()) {
            throw new IOException(FILES + " do not differ between " + before.version() + " and " + after.version());
        }
        Files.writeString(patch, text, StandardCharsets.ISO_8859_1);
        return new Fix(
                CVE,
                "source routes need CAP_NET_RAW (" + String.join(", ", FILES) + " of " + after.version() + ")",
                patch);
    }

    /**
     * {@return the unified difference of two files, empty where there is none}
     *
     * @param name the file's place in the kernel tree
     */
    public static String difference(String name, Path before, Path after) throws IOException, InterruptedException {
        CommandResult result = Command.of(
                        "diff",
                        "-u",
                        "--label",
                        "a/" + name,
                        "--label",
                        "b/" + name,
                        before.toString(),
                        after.toString())
                .run();
        // diff's status 1 says that there is a difference.
        if (result.status() > 1) {
            throw new IOException("diff failed: " + result.output());
        }
        return result.output();
    }

    /** {@return the update's name for it} */
    public String id() {
        return cve.toLowerCase(Locale.ROOT);
    }
}
