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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.pgp.OpenPgpFormatException;

/**
 * Keys that trusted keys name as their successors: files {@code *.asc} with a detached signature {@code *.asc.sig} over
 * their exact bytes, by as many trusted keys as the policy demands. A successor may name the next one.
 *
 * <p>It lasts as long as the keys that vouch for it: before the old key expires, the new one belongs into the trust
 * store itself.
 *
 * @param store the trusted keys with their successors
 * @param issues files that name no successor that can be trusted
 */
public record KeySuccession(TrustStore store, List<Issue> issues) {
    /** Where packages put successors. */
    public static final Path DEFAULT_FOLDER = Path.of("/usr/lib/hotsplice/keys.d");

    private static final int LARGEST = 1 << 20;

    public KeySuccession {
        issues = List.copyOf(issues);
    }

    /**
     * {@return the trusted keys and those that they vouch for}
     *
     * @param folder an absent one names no successors
     * @param revocations keys named here vouch for nobody
     */
    public static KeySuccession of(TrustStore trusted, Path folder, Revocations revocations, int threshold, Clock clock)
            throws IOException {
        NavigableSet<Path> waiting = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.asc")) {
                found.forEach(waiting::add);
            }
        }
        TrustStore store = trusted;
        List<Issue> issues = new ArrayList<>();
        boolean grew = true;
        while (grew && !waiting.isEmpty()) {
            grew = false;
            issues.clear();
            SignatureVerifier verifier = new SignatureVerifier(store, revocations, threshold, clock);
            for (Path file : List.copyOf(waiting)) {
                try {
                    store = store.with(successors(file, verifier));
                    waiting.remove(file);
                    grew = true;
                } catch (RefusedException e) {
                    issues.add(e.issue());
                }
            }
        }
        return new KeySuccession(store, issues);
    }

    private static List<Certificate> successors(Path file, SignatureVerifier verifier)
            throws IOException, RefusedException {
        Path signature = SignatureVerifier.beside(file);
        if (!Files.exists(signature, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(Issue.of(UpdateIssue.NOT_SIGNED, file.toString(), signature.getFileName()));
        }
        byte[] bytes = BoundedFiles.read(file, LARGEST);
        verifier.signers(bytes, BoundedFiles.read(signature, LARGEST), file.toString());
        try {
            return Certificate.read(bytes);
        } catch (OpenPgpFormatException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse("");
            throw new RefusedException(Issue.of(UpdateIssue.KEY_FILE_INVALID, file.toString(), reason), e);
        }
    }
}
