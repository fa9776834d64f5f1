/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.pgp.DetachedSignature;
import org.hotsplice.update.pgp.OpenPgpFormatException;
import org.hotsplice.update.pgp.SigningKey;

/**
 * Demands that enough distinct trusted keys signed exactly these bytes.
 *
 * <p>A signature by a key that is not trusted is passed over: a bundle may be signed for several audiences, and by an
 * old and a new key. A signature that claims a trusted key and does not fit ends the matter.
 */
public final class SignatureVerifier {
    private final TrustStore store;
    private final Revocations revocations;
    private final int threshold;
    private final Clock clock;

    /** @param threshold how many distinct keys must have signed; at least 1 */
    public SignatureVerifier(TrustStore store, Revocations revocations, int threshold, Clock clock) {
        if (threshold < 1) {
            throw new IllegalArgumentException(
                    "the threshold of signatures is " + threshold + ", at least 1 is needed");
        }
        this.store = store;
        this.revocations = revocations;
        this.threshold = threshold;
        this.clock = clock;
    }

    /** {@return where the detached signatures of a file lie: under its name and {@code .sig}} */
    public static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".sig");
    }

    /**
     * {@return the certificates that signed, in the order of their fingerprints; at least as many as the threshold}
     *
     * @param where the file that was signed, for messages
     * @throws RefusedException if too few did
     */
    public List<Certificate> signers(byte[] data, byte[] signatureFile, String where) throws RefusedException {
        if (store.certificates().isEmpty()) {
            String broken = store.issues().stream().map(Issue::message).collect(Collectors.joining("; "));
            throw refused(UpdateIssue.NO_TRUSTED_KEY, store.where(), broken.isEmpty() ? "" : ": " + broken);
        }
        List<DetachedSignature> signatures;
        try {
            signatures = DetachedSignature.read(signatureFile);
        } catch (OpenPgpFormatException e) {
            throw new RefusedException(
                    Issue.of(UpdateIssue.BAD_SIGNATURE, where, "the signature file " + e.getMessage()), e);
        }
        Instant now = clock.instant();
        NavigableMap<String, Certificate> signers = new TreeMap<>();
        List<Issue> passedOver = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (DetachedSignature signature : signatures) {
            Optional<Certificate> certificate = store.bySigningKey(signature.keyId());
            if (certificate.isEmpty()) {
                unknown.add(signature.keyId());
                continue;
            }
            SigningKey key = certificate.get().signingKey(signature.keyId()).orElseThrow();
            Optional<Issue> objection = objection(certificate.get(), key, signature, where, now);
            if (!signature.fits(data, key)) {
                throw refused(UpdateIssue.BAD_SIGNATURE, where, "is not what " + certificate.get() + " signed");
            }
            if (objection.isPresent()) {
                passedOver.add(objection.get());
            } else {
                signers.put(certificate.get().fingerprint(), certificate.get());
            }
        }
        if (signers.size() < threshold) {
            throw new RefusedException(tooFew(signers.size(), passedOver, unknown, where));
        }
        return List.copyOf(signers.values());
    }

    private Optional<Issue> objection(
            Certificate certificate, SigningKey key, DetachedSignature signature, String where, Instant now) {
        Optional<String> revoked = revocations.reasonFor(certificate);
        if (revoked.isPresent()) {
            return issue(UpdateIssue.REVOKED, where, "the key " + certificate, revoked.get());
        }
        if (key.revoked()) {
            return issue(UpdateIssue.REVOKED, where, "the key " + certificate, "its owner did so");
        }
        Optional<String> weak = signature.weakness(key);
        if (weak.isPresent()) {
            return issue(UpdateIssue.WEAK_SIGNATURE, where, certificate, weak.get());
        }
        Optional<Instant> end = key.expires().filter(instant -> !now.isBefore(instant));
        if (end.isPresent()) {
            return issue(UpdateIssue.KEY_EXPIRED, where, certificate, end.get(), now);
        }
        return signature
                .expires()
                .filter(instant -> !now.isBefore(instant))
                .flatMap(instant -> issue(UpdateIssue.SIGNATURE_EXPIRED, where, certificate, instant, now));
    }

    private Issue tooFew(int count, List<Issue> passedOver, List<String> unknown, String where) {
        if (count > 0) {
            return Issue.of(UpdateIssue.TOO_FEW_SIGNATURES, where, count, threshold);
        }
        if (!passedOver.isEmpty()) {
            return passedOver.get(0);
        }
        String trusted =
                store.certificates().stream().map(Certificate::toString).collect(Collectors.joining(", "));
        return Issue.of(UpdateIssue.UNKNOWN_KEY, where, String.join(", ", unknown), trusted);
    }

    private static Optional<Issue> issue(UpdateIssue code, String where, Object... parameters) {
        return Optional.of(Issue.of(code, where, parameters));
    }

    private static RefusedException refused(UpdateIssue code, String where, Object... parameters) {
        return new RefusedException(Issue.of(code, where, parameters));
    }
}
