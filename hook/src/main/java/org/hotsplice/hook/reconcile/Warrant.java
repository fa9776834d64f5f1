/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.UpdateIssue;

/**
 * What an update in force was verified by, judged by the keys and revocations that the machine has now.
 *
 * @param manifest of the code that is in force
 * @param objection why it would not be trusted now; empty if it would
 */
record Warrant(Manifest manifest, Optional<Issue> objection) {
    /** Of the verifier's refusals, those that say that the key or the update itself is no longer trusted. */
    private static final Set<UpdateIssue> TRUST_TAKEN_BACK = EnumSet.of(
            UpdateIssue.UNKNOWN_KEY,
            UpdateIssue.WEAK_SIGNATURE,
            UpdateIssue.TOO_FEW_SIGNATURES,
            UpdateIssue.REVOKED,
            UpdateIssue.NO_TRUSTED_KEY,
            UpdateIssue.WRONG_KERNEL);

    /** {@return whether the update may stay in force; that its time is over is no reason to open the hole again} */
    boolean holds() {
        return objection.map(issue -> !takesTrustBack(issue)).orElse(true);
    }

    /** {@return whether a refusal says more than that files were damaged or a time is over} */
    static boolean takesTrustBack(Issue issue) {
        return !(issue.code() instanceof UpdateIssue code) || TRUST_TAKEN_BACK.contains(code);
    }
}
