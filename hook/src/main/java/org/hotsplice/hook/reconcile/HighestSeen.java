/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.hook.records.Sequences;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.trust.SequenceRule;

/** Remembers the newest update that was seen for each kernel, so that an old package cannot take its place. */
final class HighestSeen {
    private final Sequences sequences;

    HighestSeen(Path folder) {
        sequences = new Sequences(folder);
    }

    /**
     * {@return why these updates are older than what was seen; empty if they are not, and then they are remembered}
     *
     * <p>No bundles at all is no rollback but the removal of the package. What was seen is remembered all the same, or
     * to take a package away would be a way to bring an older one. Bundles that cannot be trusted say nothing of their
     * age.
     */
    Optional<Issue> check(String release, List<Installed> installed) throws IOException {
        List<Manifest> manifests = installed.stream()
                .flatMap(candidate -> candidate.update().stream())
                .map(TrustedUpdate::manifest)
                .toList();
        Map<String, Long> seen = sequences.read();
        long before = seen.getOrDefault(release, 0L);
        boolean damaged = installed.size() > manifests.size();
        Optional<Issue> issue =
                damaged ? Optional.empty() : SequenceRule.check("the updates for " + release, manifests, before);
        long highest = SequenceRule.highest(manifests);
        if (issue.isEmpty() && highest > before) {
            sequences.keep(release, highest);
        }
        return issue;
    }
}
