/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.util.Optional;
import org.hotsplice.update.Issue;

/**
 * A bundle that lies on this machine. It is trusted or there is an issue, never both and never neither.
 *
 * @param name the folder's name
 * @param update the update, if it is trusted
 * @param issue why it is not
 */
public record Installed(String name, Optional<TrustedUpdate> update, Optional<Issue> issue) {
    public Installed {
        if (update.isPresent() == issue.isPresent()) {
            throw new IllegalArgumentException("'" + name + "' must be either trusted or refused");
        }
    }

    /** {@return a bundle that was verified} */
    public static Installed trusted(TrustedUpdate update) {
        return new Installed(update.id().value(), Optional.of(update), Optional.empty());
    }

    /** {@return a bundle that must not be used} */
    public static Installed refused(String name, Issue issue) {
        return new Installed(name, Optional.empty(), Optional.of(issue));
    }
}
