/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.update.Manifest;

/** The texts for people that all kinds of packages share. */
public final class PackageTexts {
    private static final int WIDTH = 76;

    private PackageTexts() {}

    /** {@return what the package is, in a few words} */
    public static String summary(UpdateSet set) {
        return "live updates for Linux " + set.kernel().release();
    }

    /** {@return one line on an update} */
    public static String line(Manifest manifest) {
        String cves = manifest.cves().isEmpty() ? "" : " (" + String.join(", ", manifest.cves()) + ")";
        return manifest.id() + ": " + manifest.description() + cves;
    }

    /** {@return what the package is and what it fixes and does not fix; empty lines separate paragraphs} */
    public static List<String> description(UpdateSet set, List<String> unfixed) {
        List<String> lines = new ArrayList<>(wrap("Updates that the hotsplice client applies to the running kernel "
                + set.kernel().release() + " without a reboot. They are verified before they are applied, and reversed"
                + " when this package is removed. On a machine that runs another kernel they stay unused."));
        lines.add("");
        lines.add("Updates in this package:");
        for (Manifest manifest : set.manifests()) {
            List<String> wrapped = wrap(line(manifest));
            for (int i = 0; i < wrapped.size(); i++) {
                lines.add((i == 0 ? " * " : "   ") + wrapped.get(i));
            }
        }
        if (!unfixed.isEmpty()) {
            lines.add("");
            lines.addAll(wrap("Known and not fixed by these updates: " + String.join(", ", unfixed) + "."));
        }
        return lines;
    }

    private static List<String> wrap(String paragraph) {
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
