/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.hook.machine.ProcessRunner;
import org.hotsplice.hook.records.Records;
import org.hotsplice.hook.report.OpenMetrics;
import org.hotsplice.hook.report.RebootAdvice;
import org.hotsplice.hook.report.Status;
import org.hotsplice.hook.report.Vex;

/**
 * Tells other programs how the machine stands, after each reconciliation: a VEX document, metrics, and hints for or
 * against a reboot. None of it can make a reconciliation fail.
 */
final class Announcer {
    private static final Path QUERY = Path.of("/usr/bin/dpkg-query");

    private final Places places;
    private final Records records;

    Announcer(Places places, Records records) {
        this.places = places;
        this.records = records;
    }

    /** {@return what could not be told; empty if all went well} */
    List<String> announce(Status status) {
        try {
            List<String> unfixed = unfixed(status.release());
            String metrics = OpenMetrics.of(status);
            records.publish("vex.json", Vex.of(status, unfixed, status.last().at()));
            records.publish("metrics.prom", metrics);
            if (Files.isDirectory(places.collector())) {
                new Records(places.collector()).publish("hotsplice.prom", metrics);
            }
            advise(RebootAdvice.of(status, unfixed), status.release());
            return List.of();
        } catch (IOException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** needrestart asks for {@code covered} (see its conf.d); everybody else for {@code reboot-required}. */
    private void advise(RebootAdvice advice, String release) throws IOException {
        if (advice.covered()) {
            Files.writeString(places.covered(), release + "\n");
        } else {
            Files.deleteIfExists(places.covered());
        }
        if (advice.reasons().isEmpty()) {
            return;
        }
        Files.writeString(places.rebootRequired(), "*** System restart required ***\n");
        String name = "hotsplice-updates-" + release;
        Path packages = places.rebootRequiredPackages();
        boolean told = Files.exists(packages) && Files.readAllLines(packages).contains(name);
        if (!told) {
            Files.writeString(packages, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** {@return the CVEs that the package of updates names as known and not fixed} */
    private static List<String> unfixed(String release) throws IOException {
        if (!Files.isExecutable(QUERY)) {
            return List.of();
        }
        ProcessRunner.Result result = ProcessRunner.run(
                Duration.ofSeconds(10),
                "",
                List.of(
                        QUERY.toString(),
                        "-W",
                        "-f=${db:Status-Abbrev} ${Hotsplice-Unfixed-Cves}",
                        "hotsplice-updates-"
                                + release.toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
        String[] words = result.output().split("\\s+", -1);
        boolean installed = result.status() == 0 && words[0].startsWith("i");
        return installed
                ? List.of(words).stream()
                        .filter(word -> word.startsWith("CVE-"))
                        .toList()
                : List.of();
    }
}
