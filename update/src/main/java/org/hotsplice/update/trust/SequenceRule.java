/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.util.Collection;
import java.util.Optional;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.UpdateIssue;

/**
 * Time runs one way: the updates installed for a kernel may never, taken together, be older than what the machine has
 * seen before. Each package carries all updates of its kernel, so its newest sequence tells its age; one update alone,
 * being older than the newest, says nothing.
 */
public final class SequenceRule {
    private SequenceRule() {}

    /** {@return the highest sequence among these, to be remembered for their kernel; 0 if there are none} */
    public static long highest(Collection<Manifest> installed) {
        return installed.stream().mapToLong(Manifest::sequence).max().orElse(0);
    }

    /**
     * {@return {@code ROLLED_BACK} if these are older than what was seen}
     *
     * @param where the folder or package that they came in
     * @param highestSeen what {@link #highest} gave at any time before for this kernel; 0 if never. No updates at all
     *     is no rollback: that is how they are removed on purpose
     */
    public static Optional<Issue> check(String where, Collection<Manifest> installed, long highestSeen) {
        long highest = highest(installed);
        if (installed.isEmpty() || highest >= highestSeen) {
            return Optional.empty();
        }
        return Optional.of(Issue.of(UpdateIssue.ROLLED_BACK, where, highest, highestSeen));
    }
}
