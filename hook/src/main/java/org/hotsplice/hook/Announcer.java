/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.hook.machine.RebootRequests;
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
    private final Places places;
    private final Records records;

    Announcer(Places places, Records records) {
        this.places = places;
        this.records = records;
    }

    /** {@return what could not be told; empty if all went well} */
    List<String> announce(Status status) {
        try {
            List<String> unfixed = UnfixedCves.of(status.release());
            String metrics = OpenMetrics.of(status);
            Optional<String> vex = Vex.of(status, unfixed, status.last().at());
            if (vex.isPresent()) {
                records.publish("vex.json", vex.get());
            } else {
                Files.deleteIfExists(records.folder().resolve("vex.json"));
            }
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

    /** needrestart asks for {@code covered} (see its conf.d), everybody else for {@code reboot-required}. */
    private void advise(RebootAdvice advice, String release) throws IOException {
        if (advice.covered()) {
            Files.writeString(places.covered(), release + "\n");
        } else {
            Files.deleteIfExists(places.covered());
        }
        new RebootRequests(places)
                .settle("hotsplice-updates-" + release, !advice.reasons().isEmpty(), advice.covered());
    }
}
