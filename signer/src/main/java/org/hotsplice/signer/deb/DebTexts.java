/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.hotsplice.signer.bundle.PackageTexts;
import org.hotsplice.signer.bundle.UpdateSet;

/** The texts of a package in the forms that Debian's policy asks for. */
final class DebTexts {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private DebTexts() {}

    /**
     * {@return a changelog with one entry}
     *
     * @param changes its lines
     */
    static String changelog(String name, DebVersion version, String changes, String maintainer, Instant time) {
        return name + " (" + version + ") stable; urgency=high\n\n" + changes + "\n -- " + maintainer + "  "
                + DATE.format(time) + "\n";
    }

    static String copyright() {
        return """
                Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
                Comment: The kernel modules are made of kernel source code and of patches to it.

                Files: *
                Copyright: 1991-2026 Linus Torvalds and the other authors of the Linux kernel
                License: GPL-2

                License: GPL-2
                 This program is free software; you can redistribute it and/or modify
                 it under the terms of the GNU General Public License as published by
                 the Free Software Foundation; version 2 of the License.
                 .
                 On Debian systems, the full text is in
                 /usr/share/common-licenses/GPL-2.
                """;
    }

    /** {@return the value of the field Description} */
    static String description(UpdateSet set, List<String> unfixed) {
        StringBuilder text = new StringBuilder(PackageTexts.summary(set));
        for (String line : PackageTexts.description(set, unfixed)) {
            text.append("\n ").append(line.isEmpty() ? "." : line);
        }
        return text.toString();
    }
}
