/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import java.time.Instant;
import org.hotsplice.hook.records.Standing;

/** The status as OpenMetrics text, for the textfile collector of node_exporter. */
public final class OpenMetrics {
    private final StringBuilder text = new StringBuilder();

    private OpenMetrics() {}

    /** {@return the text} */
    public static String of(Status status) {
        OpenMetrics metrics = new OpenMetrics();
        metrics.family("hotsplice_info", "The running kernel and its effective version.");
        metrics.sample(
                "hotsplice_info{release=\"" + label(status.release()) + "\",effective=\""
                        + label(status.effectiveRelease()) + "\",module=\"" + label(status.core()) + "\"}",
                1);
        metrics.family("hotsplice_updates", "Updates by how they stand.");
        for (Standing standing : Standing.values()) {
            long count = status.updates().stream()
                    .filter(update -> update.standing() == standing)
                    .count();
            metrics.sample("hotsplice_updates{standing=\"" + standing.word() + "\"}", count);
        }
        metrics.family("hotsplice_cves_fixed", "CVEs that updates in force fix.");
        metrics.sample("hotsplice_cves_fixed", status.cvesFixed().size());
        metrics.family("hotsplice_exit_status", "What 'hotsplice status' ends with; 0 is well.");
        metrics.sample("hotsplice_exit_status", status.exitStatus().code());
        metrics.family("hotsplice_last_reconcile_timestamp_seconds", "When the last reconciliation ended.");
        metrics.sample(
                "hotsplice_last_reconcile_timestamp_seconds",
                status.last().at().isEmpty()
                        ? 0
                        : Instant.parse(status.last().at()).getEpochSecond());
        return metrics.text.append("# EOF\n").toString();
    }

    private void family(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    private static String label(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
