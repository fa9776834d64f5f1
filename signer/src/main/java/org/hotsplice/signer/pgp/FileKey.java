/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.pgp.OpenPgpFormatException;
import org.hotsplice.update.pgp.SigningKey;
import org.jspecify.annotations.Nullable;

/** A secret key from a file. Signing again at the same stated time gives the same bytes. */
public final class FileKey implements SigningIdentity {
    private static final int LARGEST = 1 << 20;

    private final Certificate certificate;
    private final byte[] armored;
    private final PGPPublicKey key;
    private final PGPPrivateKey secret;

    private FileKey(Certificate certificate, byte[] armored, PGPPublicKey key, PGPPrivateKey secret) {
        this.certificate = certificate;
        this.armored = armored;
        this.key = key;
        this.secret = secret;
    }

    /**
     * {@return the key in a file}
     *
     * @param passphrase that unlocks it; null for none
     * @param now by which it must not have expired
     */
    public static FileKey read(Path file, char @Nullable [] passphrase, Instant now)
            throws IOException, RefusedException {
        if (Files.size(file) > LARGEST) {
            throw refused(SignerIssue.KEY_NOT_SECRET, file, "has more than " + LARGEST + " bytes");
        }
        PGPSecretKeyRing ring = ring(file);
        byte[] packets = publicPackets(ring);
        Certificate certificate = certificate(file, packets);
        SigningKey usable = usable(file, certificate, now);
        PGPSecretKey chosen = null;
        for (PGPSecretKey candidate : ring) {
            if (certificate
                    .signingKey(hex(candidate.getKeyID()))
                    .filter(usable::equals)
                    .isPresent()) {
                chosen = candidate;
            }
        }
        if (chosen == null || chosen.isPrivateKeyEmpty()) {
            throw refused(SignerIssue.KEY_NOT_SECRET, file, "lacks the secret part of key " + usable.keyId());
        }
        return new FileKey(certificate, Armor.of(packets), chosen.getPublicKey(), unlock(file, chosen, passphrase));
    }

    private static String hex(long keyId) {
        return String.format(java.util.Locale.ROOT, "%016X", keyId);
    }

    private static PGPSecretKeyRing ring(Path file) throws IOException, RefusedException {
        try {
            return new PGPSecretKeyRing(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(Files.readAllBytes(file))),
                    new BcKeyFingerprintCalculator());
        } catch (IOException | PGPException | RuntimeException e) {
            // The library reports some malformed packets with unchecked exceptions.
            throw new RefusedException(
                    Issue.of(SignerIssue.KEY_NOT_SECRET, file.toString(), "holds no secret key: " + e.getMessage()), e);
        }
    }

    private static byte[] publicPackets(PGPSecretKeyRing ring) throws IOException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        ring.toCertificate().encode(packets);
        return packets.toByteArray();
    }

    private static Certificate certificate(Path file, byte[] packets) throws RefusedException {
        try {
            return Certificate.read(packets).get(0);
        } catch (OpenPgpFormatException e) {
            throw new RefusedException(
                    Issue.of(SignerIssue.KEY_UNUSABLE, file.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    /** The newest part that may sign: like gpg, a subkey rather than the primary key. */
    private static SigningKey usable(Path file, Certificate certificate, Instant now) throws RefusedException {
        List<SigningKey> keys = certificate.signingKeys();
        for (int i = keys.size() - 1; i >= 0; i--) {
            SigningKey key = keys.get(i);
            boolean expired = key.expires().filter(end -> !now.isBefore(end)).isPresent();
            if (!expired && !key.revoked()) {
                return key;
            }
        }
        SigningKey key = keys.get(0);
        String reason = key.revoked()
                ? "is revoked"
                : "expired at " + key.expires().map(Instant::toString).orElse("?") + ", it is now " + now;
        throw refused(SignerIssue.KEY_UNUSABLE, file, "the key " + certificate + " " + reason);
    }

    private static PGPPrivateKey unlock(Path file, PGPSecretKey key, char @Nullable [] passphrase)
            throws RefusedException {
        boolean locked = key.getKeyEncryptionAlgorithm() != 0;
        if (locked && passphrase == null) {
            throw refused(SignerIssue.KEY_LOCKED, file, "the key is locked with a passphrase, and none was given");
        }
        try {
            char[] used = passphrase == null ? new char[0] : passphrase;
            return key.extractPrivateKey(
                    new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(used));
        } catch (PGPException | RuntimeException e) {
            throw new RefusedException(
                    Issue.of(SignerIssue.KEY_LOCKED, file.toString(), "the passphrase does not open the key"), e);
        }
    }

    @Override
    public Certificate certificate() {
        return certificate;
    }

    @Override
    public byte[] publicKey() {
        return armored.clone();
    }

    @Override
    public byte[] detached(byte[] data, Instant at) throws IOException {
        return sign(PGPSignature.BINARY_DOCUMENT, data, at);
    }

    @Override
    public byte[] clearSigned(byte[] text, Instant at) throws IOException {
        ClearText clear = new ClearText(text);
        return clear.with(Armor.of(sign(PGPSignature.CANONICAL_TEXT_DOCUMENT, clear.signed(), at)));
    }

    @SuppressWarnings("JavaUtilDate") // the library's type
    private byte[] sign(int type, byte[] data, Instant at) throws IOException {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(key.getAlgorithm(), HashAlgorithmTags.SHA512), key);
            generator.init(type, secret);
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setSignatureCreationTime(true, Date.from(at));
            hashed.setIssuerFingerprint(false, key);
            generator.setHashedSubpackets(hashed.generate());
            PGPSignatureSubpacketGenerator loose = new PGPSignatureSubpacketGenerator();
            // apt of older releases finds the key by this hint only.
            loose.setIssuerKeyID(false, key.getKeyID());
            generator.setUnhashedSubpackets(loose.generate());
            generator.update(data);
            return generator.generate().getEncoded();
        } catch (PGPException e) {
            throw new IOException("signing with " + certificate + " failed", e);
        }
    }

    private static RefusedException refused(SignerIssue code, Path file, String reason) {
        return new RefusedException(Issue.of(code, file.toString(), reason));
    }
}
