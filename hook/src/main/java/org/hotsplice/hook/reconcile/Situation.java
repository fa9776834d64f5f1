/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.hook.kernel.KernelUpdate;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;

/**
 * Everything that a plan depends on.
 *
 * @param running the kernel that runs
 * @param installed the bundles that are installed for its release
 * @param actual what the kernel has
 * @param warrants what the updates in force were verified by, where that is known
 * @param sequences the sequence numbers of earlier results, for updates that are no longer installed
 * @param policy the administrator's rules
 * @param choices the administrator's choices by hand
 * @param suspects what the crash guard holds back
 * @param rolledBack why all these updates are older than what was seen before; empty if they are not
 * @param now the time
 */
record Situation(
        KernelIdentity running,
        List<Installed> installed,
        List<KernelUpdate> actual,
        Map<String, Warrant> warrants,
        Map<String, Long> sequences,
        Policy policy,
        Map<String, Choice> choices,
        Set<String> suspects,
        Optional<Issue> rolledBack,
        Instant now) {

    /** {@return the trusted update of this name} */
    Optional<TrustedUpdate> trusted(String id) {
        return installed.stream()
                .filter(candidate -> candidate.name().equals(id))
                .flatMap(candidate -> candidate.update().stream())
                .findFirst();
    }

    /** {@return what the kernel has of this name} */
    Optional<KernelUpdate> actual(String id) {
        return actual.stream().filter(update -> update.id().value().equals(id)).findFirst();
    }

    /** {@return whether an update of this name is in force} */
    boolean isApplied(String id) {
        return actual(id).map(KernelUpdate::isApplied).orElse(false);
    }
}
