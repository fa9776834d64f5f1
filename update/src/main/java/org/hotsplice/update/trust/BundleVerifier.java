/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.bundle.BundleFolder;
import org.hotsplice.update.pgp.Certificate;

/**
 * The only way from a bundle on disk to bytes that may be loaded into a kernel. The signatures over the exact bytes of
 * the manifest come first; nothing is parsed before they are found good.
 */
public final class BundleVerifier {
    private final SignatureVerifier signatures;
    private final Revocations revocations;
    private final Clock clock;

    /** @param threshold how many distinct trusted keys must have signed; at least 1 */
    public BundleVerifier(TrustStore store, Revocations revocations, int threshold, Clock clock) {
        this.signatures = new SignatureVerifier(store, revocations, threshold, clock);
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * {@return what came of it}
     *
     * @throws IOException if the folder cannot be read
     */
    public VerificationResult verify(Path folder) throws IOException {
        try {
            return trusted(folder);
        } catch (RefusedException e) {
            return new VerificationResult.Rejected(e.issue());
        }
    }

    private VerificationResult.Trusted trusted(Path folder) throws IOException, RefusedException {
        BundleFolder bundle = BundleFolder.open(folder);
        byte[] bytes = bundle.manifestBytes();
        String where = folder.resolve(BundleNames.MANIFEST).toString();
        Optional<byte[]> signatureBytes = bundle.signatureBytes();
        if (signatureBytes.isEmpty()) {
            throw refused(UpdateIssue.NOT_SIGNED, folder.toString(), BundleNames.SIGNATURES);
        }
        List<Certificate> signers = signatures.signers(bytes, signatureBytes.get(), where);
        Manifest manifest = ManifestJson.read(bytes);
        requireCurrent(manifest, where);
        Map<String, ByteBuffer> contents = bundle.contents(manifest);
        SignedManifest signed = new SignedManifest(ByteBuffer.wrap(bytes), ByteBuffer.wrap(signatureBytes.get()));
        return new VerificationResult.Trusted(manifest, contents, signers, signed);
    }

    /**
     * {@return why an update that was verified before would not be trusted now; empty if it would}
     *
     * <p>For what runs already: its files are no longer asked for.
     *
     * @param where for messages
     */
    public Optional<Issue> objectionTo(SignedManifest signed, String where) {
        try {
            byte[] bytes = signed.manifestBytes();
            signatures.signers(bytes, signed.signatureBytes(), where);
            requireCurrent(ManifestJson.read(bytes), where);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.issue());
        }
    }

    private void requireCurrent(Manifest manifest, String where) throws RefusedException {
        if (manifest.sequence() < 1) {
            throw refused(UpdateIssue.MANIFEST_INVALID, where, "sequence: a signed update has one of at least 1");
        }
        Optional<String> revoked = revocations.reasonFor(manifest);
        if (revoked.isPresent()) {
            throw refused(UpdateIssue.REVOKED, where, "update " + manifest.id(), revoked.get());
        }
        Instant now = clock.instant();
        Instant expires = manifest.expires();
        if (expires != null && !now.isBefore(expires)) {
            throw refused(UpdateIssue.EXPIRED, where, expires, now);
        }
    }

    private static RefusedException refused(UpdateIssue code, String where, Object... parameters) {
        return new RefusedException(Issue.of(code, where, parameters));
    }
}
