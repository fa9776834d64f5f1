/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.signer.bundle.UpdateSet;
import org.hotsplice.update.Manifest;

/** The texts of a package for people. */
final class DebTexts {
    private static final int WIDTH = 76;

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

    static String description(UpdateSet set, List<String> unfixed) {
        StringBuilder text =
                new StringBuilder("live updates for Linux ").append(set.kernel().release());
        line(
                text,
                "Updates that the hotsplice client applies to the running kernel "
                        + set.kernel().release()
                        + " without a reboot. They are verified before they are applied, and reversed when this package is"
                        + " removed. On a machine that runs another kernel they stay unused.");
        text.append("\n .\n Updates in this package:");
        for (Manifest manifest : set.manifests()) {
            String cves = manifest.cves().isEmpty() ? "" : " (" + String.join(", ", manifest.cves()) + ")";
            text.append("\n  * ")
                    .append(manifest.id())
                    .append(": ")
                    .append(manifest.description())
                    .append(cves);
        }
        if (!unfixed.isEmpty()) {
            text.append("\n .");
            line(text, "Known and not fixed by these updates: " + String.join(", ", unfixed) + ".");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String paragraph) {
        for (String line : wrap(paragraph)) {
            text.append("\n ").append(line);
        }
    }

    static List<String> wrap(String paragraph) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
