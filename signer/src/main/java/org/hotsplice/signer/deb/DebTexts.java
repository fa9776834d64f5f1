/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.util.List;
import org.hotsplice.signer.bundle.PackageTexts;
import org.hotsplice.signer.bundle.UpdateSet;

/** The texts of a package in the forms that Debian's policy asks for. */
final class DebTexts {
    private DebTexts() {}

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
