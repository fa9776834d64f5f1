/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.hook.reconcile.UpdateSource;
import org.hotsplice.update.Issue;
import org.hotsplice.update.trust.SignedManifest;

/** As if no update were installed: reconciling with it reverses everything. */
final class NothingInstalled implements UpdateSource {
    @Override
    public List<Installed> installed(String release) {
        return List.of();
    }

    @Override
    public Optional<Issue> objectionTo(SignedManifest signed, String where) {
        return Optional.empty();
    }

    @Override
    public Map<String, List<String>> forOtherKernels(String release) {
        return Map.of();
    }
}
