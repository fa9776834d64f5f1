/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.bundle.StagedFiles;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.trust.RevocationList;
import org.hotsplice.update.trust.Revocations;
import org.hotsplice.update.trust.SignatureVerifier;
import org.hotsplice.update.trust.TrustStore;

/** A publisher's revocation list with its signatures beside it. */
public final class SignedListFile {
    private static final int LARGEST = 1 << 20;

    private final Path list;
    private final Path signatures;

    /** @param list the list's file, which need not exist */
    public SignedListFile(Path list) {
        this.list = list;
        this.signatures = SignatureVerifier.beside(list);
    }

    /**
     * {@return the list as it is there}
     *
     * @param identities who sign the next edition; they must not put their names under what somebody altered
     * @throws RefusedException if none of them signed it
     */
    public Optional<RevocationList> read(List<SigningIdentity> identities, Clock clock)
            throws IOException, RefusedException {
        if (!Files.exists(list)) {
            return Optional.empty();
        }
        byte[] bytes = BoundedFiles.read(list, LARGEST);
        List<Certificate> signers =
                identities.stream().map(SigningIdentity::certificate).toList();
        SignatureVerifier verifier = new SignatureVerifier(TrustStore.of(signers), Revocations.none(), 1, clock);
        finish(bytes, verifier);
        try {
            verifier.signers(bytes, BoundedFiles.read(signatures, LARGEST), list.toString());
        } catch (RefusedException e) {
            Issue cause = e.issue();
            String reason = cause.code().name() + ": " + cause.message();
            throw new RefusedException(Issue.of(SignerIssue.REVOCATION_LIST_FOREIGN, list.toString(), reason), e);
        }
        return Optional.of(RevocationList.parse(bytes, list.toString()));
    }

    /** Brings a {@link #write} to its end that was killed when it had put the list in its place and not the rest. */
    private void finish(byte[] bytes, SignatureVerifier verifier) throws IOException {
        Path left = StagedFiles.stagedFor(signatures);
        if (Files.exists(left)) {
            try {
                verifier.signers(bytes, BoundedFiles.read(left, LARGEST), left.toString());
                Files.move(left, signatures, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (RefusedException e) {
                // It belongs to an edition that was never put in its place, or was cut off.
                Files.delete(left);
            }
        }
    }

    /** Writes a new edition: on a full disk the old pair stays. */
    public void write(byte[] bytes, List<SigningIdentity> identities, Instant at) throws IOException, RefusedException {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        for (SigningIdentity identity : identities) {
            signed.writeBytes(identity.detached(bytes, at));
        }
        try (StagedFiles staged = new StagedFiles()) {
            staged.add(list, bytes);
            staged.add(signatures, signed.toByteArray());
            staged.commit();
        }
    }
}
