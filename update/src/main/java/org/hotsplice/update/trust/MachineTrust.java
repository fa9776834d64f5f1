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
    private final RevocationLists lists;
    private final Path kept;
    private final List<Issue> issues;
    private final int threshold;
    private final Clock clock;

    private MachineTrust(
            TrustStore store, RevocationLists lists, Path kept, List<Issue> issues, int threshold, Clock clock) {
        this.store = store;
        this.lists = lists;
        this.kept = kept;
        this.issues = List.copyOf(issues);
        this.threshold = threshold;
        this.clock = clock;
    }

    /**
     * The folders of signed revocation lists.
     *
     * @param kept what the machine was told before, which comes first; {@link #keepRevocations} fills it
     * @param shipped what the packages bring that are installed now
     */
    public record RevokedFolders(Path kept, Path shipped) {}

    /**
     * {@return what the folders say}
     *
     * @param trusted the administrator's keys
     * @param successors keys that these name as theirs
     * @param revoked the folders of signed revocation lists
     * @param threshold how many distinct keys must sign anything
     */
    public static MachineTrust read(Path trusted, Path successors, RevokedFolders revoked, int threshold, Clock clock)
            throws IOException {
        TrustStore store = TrustStore.read(trusted);
        RevocationLists lists = new RevocationLists(threshold, clock);
        heed(lists, revoked, store);
        // A revoked key must not vouch for a successor, and a successor may revoke: so lists are read before and after.
        KeySuccession succession = KeySuccession.of(store, successors, lists.revocations(), threshold, clock);
        heed(lists, revoked, succession.store());
        List<Issue> issues = new ArrayList<>(store.issues());
        issues.addAll(succession.issues());
        // A key that the administrator took away may have signed kept lists; that is no fault of the machine.
        issues.addAll(lists.issuesButStrangersIn(revoked.kept()));
        return new MachineTrust(succession.store(), lists, revoked.kept(), issues, threshold, clock);
    }

    private static void heed(RevocationLists lists, RevokedFolders revoked, TrustStore store) throws IOException {
        lists.heedFolder(revoked.kept(), store);
        lists.heedFolder(revoked.shipped(), store);
    }

    /**
     * Copies the revocation lists that are heeded into the machine's own folder, so that they outlive the package that
     * brought them.
     */
    public void keepRevocations() throws IOException {
        lists.keepIn(kept);
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
        return new BundleVerifier(store, lists.revocations(), threshold, clock);
    }
}
