/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.pgp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a key ring may sign, and for how long. Only statements that the primary key signed count: anyone can
 * append a subkey or an expiry to a file.
 */
final class SelfSignatures {
    private final PGPPublicKeyRing ring;
    private final PGPPublicKey primary;

    SelfSignatures(PGPPublicKeyRing ring) {
        this.ring = ring;
        this.primary = ring.getPublicKey();
    }

    Certificate certificate() throws OpenPgpFormatException {
        String fingerprint = HexFormat.of().withUpperCase().formatHex(primary.getFingerprint());
        String userId = "no name";
        List<PGPSignature> statements = new ArrayList<>();
        Iterator<byte[]> ids = primary.getRawUserIDs();
        while (ids.hasNext()) {
            byte[] id = ids.next();
            List<PGPSignature> certifications = certifications(id);
            if (!certifications.isEmpty() && statements.isEmpty()) {
                userId = new String(id, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
            }
            statements.addAll(certifications);
        }
        collect(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY), statements, this::direct);
        PGPSignature newest = newest(statements)
                .orElseThrow(
                        () -> new OpenPgpFormatException("key " + fingerprint + " has no valid signature of its own"));
        boolean revoked = exists(primary.getSignaturesOfType(PGPSignature.KEY_REVOCATION), this::direct);
        @Nullable Instant end = expiry(primary, newest);

        List<SigningKey> keys = new ArrayList<>();
        if (maySign(newest, true)) {
            keys.add(new SigningKey(primary, end, revoked));
        }
        for (PGPPublicKey key : ring) {
            if (!key.isMasterKey()) {
                subkey(key, end, revoked).ifPresent(keys::add);
            }
        }
        if (keys.isEmpty()) {
            throw new OpenPgpFormatException("key " + fingerprint + " has no part that may sign");
        }
        return new Certificate(fingerprint, userId, keys);
    }

    /** The self-certifications of a user id; none if the owner revoked it after the newest of them. */
    private List<PGPSignature> certifications(byte[] id) {
        List<PGPSignature> found = new ArrayList<>();
        List<PGPSignature> revocations = new ArrayList<>();
        Iterator<PGPSignature> signatures = primary.getSignaturesForID(id);
        while (signatures != null && signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (!usable(signature) || !verifies(signature, s -> s.verifyCertification(id, primary))) {
                continue;
            }
            if (signature.isCertification()) {
                found.add(signature);
            } else if (signature.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION) {
                revocations.add(signature);
            }
        }
        for (PGPSignature revocation : revocations) {
            found.removeIf(s -> !s.getCreationTime()
                    .toInstant()
                    .isAfter(revocation.getCreationTime().toInstant()));
        }
        return found;
    }

    private Optional<SigningKey> subkey(PGPPublicKey key, @Nullable Instant primaryEnd, boolean primaryRevoked) {
        List<PGPSignature> bindings = new ArrayList<>();
        Check bound = signature -> signature.verifyCertification(primary, key);
        collect(key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING), bindings, bound);
        Optional<PGPSignature> newest = newest(bindings);
        if (newest.isEmpty() || !maySign(newest.get(), false) || !agreed(newest.get(), key)) {
            return Optional.empty();
        }
        boolean revoked = exists(key.getSignaturesOfType(PGPSignature.SUBKEY_REVOCATION), bound);
        @Nullable Instant own = expiry(key, newest.get());
        @Nullable Instant end = own == null || (primaryEnd != null && primaryEnd.isBefore(own)) ? primaryEnd : own;
        return Optional.of(new SigningKey(key, end, revoked || primaryRevoked));
    }

    /** A signing subkey must itself have signed that it belongs to this primary key (RFC 9580, 5.2.1.9). */
    private boolean agreed(PGPSignature binding, PGPPublicKey key) {
        try {
            for (PGPSignature back : binding.getHashedSubPackets().getEmbeddedSignatures()) {
                if (verifiesBack(back, key)) {
                    return true;
                }
            }
            PGPSignatureSubpacketVector unhashed = binding.getUnhashedSubPackets();
            for (PGPSignature back : unhashed.getEmbeddedSignatures()) {
                if (verifiesBack(back, key)) {
                    return true;
                }
            }
        } catch (PGPException e) {
            return false;
        }
        return false;
    }

    private boolean verifiesBack(PGPSignature back, PGPPublicKey key) throws PGPException {
        if (back.getSignatureType() != PGPSignature.PRIMARYKEY_BINDING
                || !Algorithms.strongHash(back.getHashAlgorithm())) {
            return false;
        }
        back.init(new BcPGPContentVerifierBuilderProvider(), key);
        return back.verifyCertification(primary, key);
    }

    private interface Check {
        boolean holds(PGPSignature signature) throws PGPException;
    }

    private boolean direct(PGPSignature signature) throws PGPException {
        return signature.verifyCertification(primary);
    }

    private boolean usable(PGPSignature signature) {
        return signature.getKeyID() == primary.getKeyID()
                && signature.getHashedSubPackets() != null
                && signature.getHashedSubPackets().hasSubpacket(SignatureSubpacketTags.CREATION_TIME)
                && Algorithms.strongHash(signature.getHashAlgorithm());
    }

    private boolean verifies(PGPSignature signature, Check check) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return check.holds(signature);
        } catch (PGPException | RuntimeException e) {
            // A signature that cannot even be computed says nothing about the key; others may.
            return false;
        }
    }

    private void collect(Iterator<PGPSignature> signatures, List<PGPSignature> into, Check check) {
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (usable(signature) && verifies(signature, check)) {
                into.add(signature);
            }
        }
    }

    private boolean exists(Iterator<PGPSignature> signatures, Check check) {
        List<PGPSignature> found = new ArrayList<>();
        collect(signatures, found, check);
        return !found.isEmpty();
    }

    private static Optional<PGPSignature> newest(List<PGPSignature> signatures) {
        return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
    }

    private static boolean maySign(PGPSignature statement, boolean unlessSaid) {
        PGPSignatureSubpacketVector hashed = statement.getHashedSubPackets();
        if (!hashed.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)) {
            return unlessSaid;
        }
        return (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
    }

    private static @Nullable Instant expiry(PGPPublicKey key, PGPSignature statement) {
        long seconds = statement.getHashedSubPackets().getKeyExpirationTime();
        return seconds == 0 ? null : key.getCreationTime().toInstant().plusSeconds(seconds);
    }
}
