/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;

/**
 * Whether the running kernel still needs a reboot for its known flaws.
 *
 * @param covered whether updates are in force and nothing known is left open
 * @param reasons why a reboot is needed; empty if it is not
 */
public record RebootAdvice(boolean covered, List<String> reasons) {
    /** Refusals of the kernel that will be the same as long as it runs. */
    private static final Set<String> FINAL =
            Set.of("NO_FENTRY", "TOO_SMALL", "AMBIGUOUS", "SYMBOL_CONFLICT", "SYMBOL_MISSING", "STACK_ORDER");

    public RebootAdvice {
        reasons = List.copyOf(reasons);
    }

    /**
     * {@return the advice}
     *
     * @param unfixed CVEs of this kernel that the publisher knows and that no update fixes
     */
    public static RebootAdvice of(Status status, List<String> unfixed) {
        List<String> reasons = new ArrayList<>();
        List<UpdateRecord> here = status.updates().stream()
                .filter(update -> update.release().equals(status.release()))
                .toList();
        for (UpdateRecord update : here) {
            if (!update.inForce() && FINAL.contains(update.code())) {
                reasons.add(update.message());
            }
        }
        if (!unfixed.isEmpty()) {
            reasons.add("no update fixes " + String.join(" ", unfixed));
        }
        boolean all = here.stream().allMatch(update -> update.inForce() || update.standing() == Standing.REPLACED);
        return new RebootAdvice(reasons.isEmpty() && !here.isEmpty() && all, reasons);
    }
}
