/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.util.Optional;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.UpdateIssue;

/** Compares the kernel that runs with the one that an update is for. */
final class KernelComparison {
    private KernelComparison() {}

    /** {@return the first part of the identity that differs, with both values} */
    static Optional<Issue> difference(String where, KernelIdentity running, KernelIdentity wanted) {
        return different(where, "the release", running.release(), wanted.release())
                .or(() -> different(where, "the version", running.version(), wanted.version()))
                .or(() -> different(where, "the architecture", running.architecture(), wanted.architecture()))
                .or(() -> different(where, "the build-id", running.buildId(), wanted.buildId()));
    }

    private static Optional<Issue> different(String where, String field, String running, String wanted) {
        return running.equals(wanted)
                ? Optional.empty()
                : Optional.of(Issue.of(UpdateIssue.WRONG_KERNEL, where, field, running, wanted));
    }
}
