/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.util.Optional;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.UpdateIssue;

/** Compares kernels field by field. */
final class KernelComparison {
    private KernelComparison() {}

    static Optional<Issue> difference(Manifest manifest, KernelIdentity kernel) {
        KernelIdentity due = manifest.kernel();
        String where = "update " + manifest.id();
        if (!kernel.release().equals(due.release())) {
            return wrong(where, "the release", kernel.release(), due.release());
        }
        if (!kernel.version().equals(due.version())) {
            return wrong(where, "the version", kernel.version(), due.version());
        }
        if (!kernel.architecture().equals(due.architecture())) {
            return wrong(where, "the architecture", kernel.architecture(), due.architecture());
        }
        if (!kernel.buildId().equals(due.buildId())) {
            return wrong(where, "the build-id", kernel.buildId(), due.buildId());
        }
        return Optional.empty();
    }

    private static Optional<Issue> wrong(String where, String field, String found, String due) {
        return Optional.of(Issue.of(UpdateIssue.WRONG_KERNEL, where, field, found, due));
    }
}
