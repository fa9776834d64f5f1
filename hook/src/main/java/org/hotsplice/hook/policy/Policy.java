/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.trust.TrustStore;

/**
 * What the machine's administrator decided. hotsplice.conf(5) describes each value.
 *
 * @param mode whether installed updates are applied without being asked for
 * @param trust the folder of the public keys that may sign updates
 * @param threshold how many different trusted keys must have signed an update
 * @param delay how old an update must be before it is applied
 * @param pin the highest sequence number that is applied; empty for no limit
 * @param exclude updates that are not applied
 * @param retries how often a busy function is tried again within one command
 */
public record Policy(
        Mode mode, Path trust, int threshold, Duration delay, Optional<Pin> pin, Set<UpdateId> exclude, int retries) {
    /** What holds where the file says nothing. */
    public static final Policy DEFAULT =
            new Policy(Mode.AUTOMATIC, TrustStore.DEFAULT_FOLDER, 1, Duration.ZERO, Optional.empty(), Set.of(), 3);

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

    /** {@return the same policy with another mode} */
    public Policy withMode(Mode other) {
        return new Policy(other, trust, threshold, delay, pin, exclude, retries);
    }

    /** {@return the same policy with another folder of keys} */
    public Policy withTrust(Path folder) {
        return new Policy(mode, folder, threshold, delay, pin, exclude, retries);
    }

    /** {@return the same policy with another number of signatures} */
    public Policy withThreshold(int number) {
        return new Policy(mode, trust, number, delay, pin, exclude, retries);
    }

    /** {@return the same policy with another delay} */
    public Policy withDelay(Duration other) {
        return new Policy(mode, trust, threshold, other, pin, exclude, retries);
    }

    /** {@return the same policy with this pin} */
    public Policy withPin(Pin highest) {
        return new Policy(mode, trust, threshold, delay, Optional.of(highest), exclude, retries);
    }

    /** {@return the same policy with other exclusions} */
    public Policy withExclude(Set<UpdateId> ids) {
        return new Policy(mode, trust, threshold, delay, pin, ids, retries);
    }

    /** {@return the same policy with another number of retries} */
    public Policy withRetries(int number) {
        return new Policy(mode, trust, threshold, delay, pin, exclude, number);
    }
}
