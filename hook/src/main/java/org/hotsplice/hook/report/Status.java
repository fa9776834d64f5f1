/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.update.ExitStatus;

/**
 * How this machine stands.
 *
 * @param release the release of the running kernel
 * @param version its version string
 * @param core the version of the core module; empty if it is not loaded
 * @param updates every update with the standing that holds now
 * @param last what the last reconciliation said of the machine as a whole
 */
public record Status(String release, String version, String core, List<UpdateRecord> updates, Result last) {
    public Status {
        updates = List.copyOf(updates);
    }

    /** {@return the release with the highest sequence number up to which nothing is missing} */
    public String effectiveRelease() {
        long sequence = 0;
        for (UpdateRecord update : updates) {
            if (!update.release().equals(release) || update.standing() == Standing.REPLACED) {
                continue;
            }
            if (!update.inForce()) {
                break;
            }
            sequence = Math.max(sequence, update.sequence());
        }
        return sequence == 0 ? release : release + "+hotsplice." + sequence;
    }

    /** {@return the CVEs that the updates in force fix, sorted} */
    public List<String> cvesFixed() {
        return updates.stream()
                .filter(UpdateRecord::inForce)
                .flatMap(update -> update.cves().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** {@return the gravest of what is not as it should be} */
    public ExitStatus exitStatus() {
        if (updates.stream().anyMatch(update -> update.standing() == Standing.UNTRUSTED)) {
            return ExitStatus.NOT_TRUSTED;
        }
        boolean missing = updates.stream().anyMatch(Status::isMissing);
        return missing || !last.code().isEmpty() ? ExitStatus.KERNEL_REFUSED : ExitStatus.OK;
    }

    /** {@return whether an update is not as it should be, and not for lack of trust} */
    public static boolean isMissing(UpdateRecord update) {
        return switch (update.standing()) {
            case PENDING -> !update.code().equals("NO_TARGET");
            case REFUSED, REVERSING -> true;
            case APPLIED -> !update.code().isEmpty();
            // The policy and the administrator hold back on purpose, the crash guard until somebody looks.
            case HELD -> update.code().equals("SUSPECT");
            case UNTRUSTED, OTHER_KERNEL, REPLACED -> false;
        };
    }

    /** {@return everything for a program} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", 1);
        map.put("kernel", Map.of("release", release, "version", version));
        map.put("effective", effectiveRelease());
        map.put("core", core);
        map.put("cvesFixed", cvesFixed());
        map.put("code", last.code());
        map.put("message", last.message());
        map.put("wayOut", last.wayOut());
        List<Object> list = new ArrayList<>();
        updates.forEach(update -> list.add(toMap(update)));
        map.put("updates", list);
        Map<String, Object> reconciled = new LinkedHashMap<>();
        reconciled.put("at", last.at());
        reconciled.put("cause", last.cause());
        map.put("lastReconcile", reconciled);
        map.put("exitStatus", exitStatus().code());
        return map;
    }

    /** {@return one update for a program} */
    public static Map<String, Object> toMap(UpdateRecord update) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", update.id());
        map.put("release", update.release());
        map.put("sequence", update.sequence());
        map.put("standing", update.standing().word());
        map.put("inForce", update.inForce());
        map.put("since", update.since());
        map.put("cves", update.cves());
        map.put("description", update.description());
        map.put("waitingForModules", update.waiting());
        map.put("code", update.code());
        map.put("message", update.message());
        map.put("wayOut", update.wayOut());
        return map;
    }
}
