/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.update.Issue;

/**
 * Whom a machine trusts, from its folders: the administrator's keys, the keys that these name as successors, less what
 * was revoked.
 */
public final class MachineTrust {
    private final TrustStore store;
    private final Revocations revocations;
    private final List<Issue> issues;
    private final int threshold;
    private final Clock clock;

    private MachineTrust(TrustStore store, Revocations revocations, List<Issue> issues, int threshold, Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.issues = List.copyOf(issues);
        this.threshold = threshold;
        this.clock = clock;
    }

    /**
     * {@return what the folders say}
     *
     * @param trusted the administrator's keys
     * @param successors keys that these name as theirs
     * @param revoked signed revocation lists
     * @param threshold how many distinct keys must sign anything
     */
    public static MachineTrust read(Path trusted, Path successors, Path revoked, int threshold, Clock clock)
            throws IOException {
        TrustStore store = TrustStore.read(trusted);
        // A revoked key must not vouch for a successor, and a successor may revoke: so lists are read before and after.
        RevocationFolder before = lists(store, revoked, threshold, clock);
        KeySuccession succession = KeySuccession.of(store, successors, before.revocations(), threshold, clock);
        RevocationFolder after = lists(succession.store(), revoked, threshold, clock);
        List<Issue> issues = new ArrayList<>(store.issues());
        issues.addAll(succession.issues());
        issues.addAll(after.issues());
        return new MachineTrust(succession.store(), after.revocations(), issues, threshold, clock);
    }

    private static RevocationFolder lists(TrustStore store, Path revoked, int threshold, Clock clock)
            throws IOException {
        return RevocationFolder.read(revoked, new SignatureVerifier(store, Revocations.none(), threshold, clock));
    }

    /** {@return the trusted keys} */
    public TrustStore store() {
        return store;
    }

    /** {@return files of the folders that could not be used} */
    public List<Issue> issues() {
        return issues;
    }

    /** {@return a verifier that holds to this} */
    public BundleVerifier verifier() {
        return new BundleVerifier(store, revocations, threshold, clock);
    }
}
