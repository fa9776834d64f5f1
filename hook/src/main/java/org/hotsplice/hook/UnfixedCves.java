/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hotsplice.hook.machine.ProcessRunner;

/** What the publisher knows of a kernel and has no update for: a field of the .deb, dependencies of the .rpm. */
final class UnfixedCves {
    private static final Path DPKG = Path.of("/usr/bin/dpkg-query");
    private static final Path RPM = Path.of("/usr/bin/rpm");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private UnfixedCves() {}

    /** {@return the CVEs that the installed package of updates for this kernel names; none without a package} */
    static List<String> of(String release) throws IOException {
        String name = "hotsplice-updates-" + release;
        String debian = name.toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> words = words(DPKG, "-W", "-f=${db:Status-Abbrev} ${Hotsplice-Unfixed-Cves}", debian);
        if (!words.isEmpty() && words.get(0).startsWith("i")) {
            return words.stream().filter(word -> word.startsWith("CVE-")).toList();
        }
        List<String> cves = new ArrayList<>();
        for (String word : words(RPM, "-q", "--qf", "[%{PROVIDENAME}\\n]", name)) {
            if (word.startsWith("hotsplice-unfixed(") && word.endsWith(")")) {
                cves.add(word.substring("hotsplice-unfixed(".length(), word.length() - 1));
            }
        }
        return cves;
    }

    /** {@return the words that the program prints; none if there is no such program or package} */
    private static List<String> words(Path program, String... arguments) throws IOException {
        if (!Files.isExecutable(program)) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessRunner.Result result = ProcessRunner.run(LIMIT, "", command);
        return result.status() == 0 ? List.of(result.output().split("\\s+", -1)) : List.of();
    }
}
