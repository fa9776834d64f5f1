/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.hook.reconcile.HookIssue;
import org.hotsplice.hook.records.Records;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.hook.report.Status;

/**
 * Puts together how the machine stands from the last result, the kernel and the names of the installed bundles. It
 * verifies nothing, which makes it fast; only root can read what the kernel says, others see the last result.
 */
final class StatusReader {
    private final Places places;
    private final Kernel kernel;
    private final Records records;

    StatusReader(Places places, Kernel kernel, Records records) {
        this.places = places;
        this.kernel = kernel;
        this.records = records;
    }

    Status read() throws IOException {
        String release = kernel.release();
        Result last = records.result();
        boolean sameBoot = last.boot().equals(kernel.bootId());
        boolean readable = !kernel.hasCore() || Files.isReadable(places.root().resolve("sys/kernel/hotsplice/abi"));
        Map<String, KernelUpdate> actual = new HashMap<>();
        if (readable) {
            kernel.updates().forEach(update -> actual.put(update.id().value(), update));
        }
        Set<String> present = names(places.updates(release));
        List<UpdateRecord> updates = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (UpdateRecord record : last.updates()) {
            boolean installed =
                    Files.isDirectory(places.updates(record.release()).resolve(record.id()));
            if (!record.release().equals(release)) {
                if (installed) {
                    updates.add(other(record, release));
                }
                continue;
            }
            boolean applied = readable
                    ? actual.containsKey(record.id()) && actual.get(record.id()).isApplied()
                    : sameBoot && record.inForce();
            if (installed || applied) {
                updates.add(now(record, applied, installed));
            }
            seen.add(record.id());
        }
        for (String id : present) {
            if (!seen.contains(id)) {
                boolean applied = actual.containsKey(id) && actual.get(id).isApplied();
                updates.add(fresh(id, release, applied));
            }
        }
        updates.sort(
                Comparator.comparing((UpdateRecord update) -> !update.release().equals(release))
                        .thenComparingLong(UpdateRecord::sequence)
                        .thenComparing(UpdateRecord::id));
        String core = !kernel.hasCore() ? "" : readable ? kernel.coreVersion() : "loaded";
        return new Status(release, kernel.version(), core, updates, last);
    }

    /** The record holds if the kernel is as it was then, and the bundle is there as it was then. */
    private static UpdateRecord now(UpdateRecord record, boolean applied, boolean installed) {
        if (applied && !installed) {
            boolean known =
                    record.standing() == Standing.REVERSING || record.code().equals(HookIssue.KEPT.name());
            return known ? record : with(record, Standing.REVERSING, true);
        }
        if (applied == record.inForce()) {
            return record;
        }
        return with(record, applied ? Standing.APPLIED : Standing.PENDING, applied);
    }

    private static UpdateRecord other(UpdateRecord record, String running) {
        return new UpdateRecord(
                record.id(),
                record.release(),
                record.sequence(),
                Standing.OTHER_KERNEL,
                false,
                "OTHER_KERNEL",
                record.id() + ": installed for kernel " + record.release() + ", kernel " + running + " is running",
                "Nothing is to be done: it is applied when that kernel boots",
                record.description(),
                record.cves(),
                List.of(),
                record.since());
    }

    private static UpdateRecord fresh(String id, String release, boolean applied) {
        return new UpdateRecord(
                id,
                release,
                0,
                applied ? Standing.APPLIED : Standing.PENDING,
                applied,
                "NOT_RECONCILED",
                id + ": it was installed after the last reconciliation",
                "Run: hotsplice reconcile",
                "",
                List.of(),
                List.of(),
                "");
    }

    private static UpdateRecord with(UpdateRecord record, Standing standing, boolean applied) {
        return new UpdateRecord(
                record.id(),
                record.release(),
                record.sequence(),
                standing,
                applied,
                "NOT_RECONCILED",
                record.id() + ": it changed after the last reconciliation",
                "Run: hotsplice reconcile",
                record.description(),
                record.cves(),
                record.waiting(),
                record.since());
    }

    private static Set<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            Set<String> names = new HashSet<>();
            entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .forEach(names::add);
            return names;
        }
    }
}
