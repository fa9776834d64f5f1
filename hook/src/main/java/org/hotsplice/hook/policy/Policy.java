/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.policy;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.update.UpdateId;

/**
 * What the machine's administrator decided. hotsplice.conf(5) describes each value.
 *
 * @param mode whether installed updates are applied without being asked for
 * @param threshold how many different trusted keys must have signed an update
 * @param delay how old an update must be before it is applied
 * @param pin the highest sequence number that is applied; empty for no limit
 * @param exclude updates that are not applied
 * @param retries how often a busy function is tried again within one command
 */
public record Policy(Mode mode, int threshold, Duration delay, OptionalLong pin, Set<UpdateId> exclude, int retries) {
    /** What holds where the file says nothing. */
    public static final Policy DEFAULT =
            new Policy(Mode.AUTOMATIC, 1, Duration.ZERO, OptionalLong.empty(), Set.of(), 3);

    /** Whether installed updates are applied without being asked for. */
    public enum Mode {
        /** What is installed and trusted is applied, and what is removed is reversed. */
        AUTOMATIC,
        /** Updates are applied by {@code hotsplice apply} only; what is removed is still reversed. */
        MANUAL
    }

    public Policy {
        exclude = Set.copyOf(new TreeSet<>(exclude));
    }

    /** {@return the same policy with another number of retries} */
    public Policy withRetries(int number) {
        return new Policy(mode, threshold, delay, pin, exclude, number);
    }
}
