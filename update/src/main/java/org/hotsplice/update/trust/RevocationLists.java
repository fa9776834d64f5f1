/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.bundle.BoundedFiles;

/**
 * The revocation lists that are heeded: {@code *.json} with {@code *.json.sig} beside each.
 *
 * <p>What is heeded first counts: a key that a list revoked signs no list that comes later. So somebody who found a key
 * cannot take back the one that revoked it. Lists that come together are judged together, and keys that revoke each
 * other there are both revoked: none of the two can be told to be the honest one.
 */
public final class RevocationLists {
    /** Where packages put theirs, one for each kernel release. */
    public static final Path DEFAULT_FOLDER = Path.of("/usr/lib/hotsplice/revoked.d");

    private static final String SUFFIX = ".json";
    private static final int LARGEST = 1 << 20;
    private static final int LARGEST_SIGNATURES = 64 << 10;

    private final int threshold;
    private final Clock clock;
    /** By the digest of the list, so that a copy of a list is no second one. */
    private final NavigableMap<String, SignedRevocations> heeded = new TreeMap<>();

    private final NavigableMap<Path, Issue> issues = new TreeMap<>();

    /** @param threshold how many distinct keys must have signed a list */
    public RevocationLists(int threshold, Clock clock) {
        this.threshold = threshold;
        this.clock = clock;
    }

    /**
     * Heeds the lists in a folder that enough of these keys signed; an absent folder has none.
     *
     * @param store keys that no list revoked which is heeded already sign
     */
    public void heedFolder(Path folder, TrustStore store) throws IOException {
        NavigableSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                found.forEach(files::add);
            }
        }
        heed(files, store);
    }

    /** Heeds one list, if enough of these keys signed it. */
    public void heedFile(Path file, TrustStore store) throws IOException {
        heed(List.of(file), store);
    }

    private void heed(Iterable<Path> files, TrustStore store) throws IOException {
        SignatureVerifier verifier = new SignatureVerifier(store, revocations(), threshold, clock);
        for (Path file : files) {
            issues.remove(file);
            try {
                heed(file, verifier);
            } catch (RefusedException e) {
                issues.put(file, e.issue());
            }
        }
    }

    private void heed(Path file, SignatureVerifier verifier) throws IOException, RefusedException {
        byte[] bytes = BoundedFiles.read(file, LARGEST);
        String digest = BoundedFiles.sha256(bytes);
        if (heeded.containsKey(digest)) {
            return;
        }
        Path signatureFile = SignatureVerifier.beside(file);
        if (!Files.exists(signatureFile, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(Issue.of(UpdateIssue.NOT_SIGNED, file.toString(), signatureFile));
        }
        byte[] signatures = BoundedFiles.read(signatureFile, LARGEST_SIGNATURES);
        var signers = verifier.signers(bytes, signatures, file.toString());
        RevocationList list = RevocationList.parse(bytes, file.toString());
        heeded.put(digest, SignedRevocations.of(list, signers, bytes, signatures));
    }

    /** {@return what the heeded lists revoke} */
    public Revocations revocations() {
        return Revocations.of(
                heeded.values().stream().map(SignedRevocations::list).toList());
    }

    /** {@return why lists are not heeded} */
    public List<Issue> issues() {
        return List.copyOf(issues.values());
    }

    /** {@return why lists are not heeded, less those of this folder that only keys signed which are not trusted} */
    List<Issue> issuesButStrangersIn(Path folder) {
        List<Issue> told = new ArrayList<>();
        issues.forEach((file, issue) -> {
            if (!file.startsWith(folder) || issue.code() != UpdateIssue.UNKNOWN_KEY) {
                told.add(issue);
            }
        });
        return told;
    }

    /**
     * Makes a folder hold each heeded list, but for those that a later edition by the same signers holds in full. Files
     * of lists that are not heeded stay: their keys may be trusted again.
     */
    void keepIn(Path folder) throws IOException {
        for (String digest : heeded.keySet()) {
            SignedRevocations list = heeded.get(digest);
            Path file = folder.resolve(digest + SUFFIX);
            if (heeded.values().stream().anyMatch(other -> other.supersedes(list))) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(SignatureVerifier.beside(file));
            } else if (!Files.exists(file)) {
                list.write(file);
            }
        }
    }
}
