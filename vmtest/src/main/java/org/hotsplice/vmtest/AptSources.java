/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where the host's apt takes Debian's packages from; the guests' roots are built from the same places. */
final class AptSources {
    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private AptSources() {}

    /** {@return lines for sources.list with every Debian suite of this name that the host uses} */
    static List<String> lines(String suite) throws IOException, InterruptedException {
        String targets = Command.of(
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)",
                        "Created-By: Packages")
                .mustRun();
        var lines = new TreeSet<String>();
        for (String line : targets.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length == 4 && words[1].startsWith(suite) && words[3].equals("Debian")) {
                lines.add("deb [signed-by=" + KEYRING + "] " + words[0] + " " + words[1] + " " + words[2]);
            }
        }
        if (lines.isEmpty()) {
            throw new IOException("apt on this host knows no Debian archive with suite " + suite
                    + "; run apt-get update, or add one to /etc/apt/sources.list");
        }
        return List.copyOf(lines);
    }

    /**
     * {@return a line for sources.list with a suite that the host need not use, from where it has another of Debian's}
     */
    static List<String> linesOfAnotherSuite(String used, String suite) throws IOException, InterruptedException {
        return lines(used).stream()
                .filter(line -> line.contains(" " + used + " "))
                .limit(1)
                .map(line -> line.replace(" " + used + " ", " " + suite + " "))
                .toList();
    }

    /** {@return the host's settings that a download through its proxy or mirror may need, as name "value"} */
    static List<String> acquireOptions() throws IOException, InterruptedException {
        var options = new ArrayList<String>();
        for (String line : Command.of("apt-config", "dump", "Acquire").mustRun().split("\n", -1)) {
            if (line.matches("Acquire::(Check-.*|Retries|https?::.*) \".+\";")) {
                options.add(line);
            }
        }
        return options;
    }
}
