/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.pgp.OpenPgpFormatException;

/** An OpenPGP key with all the faults that a test asks for. */
public final class TestKey {
    /** When test keys are made and test data is signed. */
    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    private final PGPKeyPair pair;
    private final PGPPublicKey certified;

    private TestKey(PGPKeyPair pair, PGPPublicKey certified) {
        this.pair = pair;
        this.certified = certified;
    }

    /** {@return a key that is valid for ever} */
    public static TestKey ed25519(String name) {
        return make(name, ed25519Pair(), PublicKeyAlgorithmTags.EDDSA_LEGACY, 0);
    }

    /** {@return a key that is valid for some seconds} */
    public static TestKey expiring(String name, long seconds) {
        return make(name, ed25519Pair(), PublicKeyAlgorithmTags.EDDSA_LEGACY, seconds);
    }

    /** {@return a key that is valid for ever} */
    public static TestKey rsa(String name, int bits) {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(EXPONENT, RANDOM, bits, 64));
        return make(name, generator.generateKeyPair(), PublicKeyAlgorithmTags.RSA_GENERAL, 0);
    }

    private static AsymmetricCipherKeyPair ed25519Pair() {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(RANDOM));
        return generator.generateKeyPair();
    }

    private static TestKey make(String name, AsymmetricCipherKeyPair pair, int algorithm, long seconds) {
        try {
            PGPKeyPair key = new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, pair, date());
            PGPSignatureGenerator generator =
                    generator(key, PGPSignature.POSITIVE_CERTIFICATION, HashAlgorithmTags.SHA512);
            PGPSignatureSubpacketGenerator hashed = common(key);
            hashed.setKeyFlags(false, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            if (seconds > 0) {
                hashed.setKeyExpirationTime(false, seconds);
            }
            generator.setHashedSubpackets(hashed.generate());
            PGPSignature self = generator.generateCertification(name, key.getPublicKey());
            return new TestKey(key, PGPPublicKey.addCertification(key.getPublicKey(), name, self));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return this key with a statement that it is revoked} */
    public TestKey revoked() {
        try {
            PGPSignatureGenerator generator = generator(pair, PGPSignature.KEY_REVOCATION, HashAlgorithmTags.SHA512);
            generator.setHashedSubpackets(common(pair).generate());
            PGPSignature statement = generator.generateCertification(pair.getPublicKey());
            return new TestKey(pair, PGPPublicKey.addCertification(certified, statement));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a binary detached signature} */
    public byte[] sign(byte[] data) {
        return sign(data, HashAlgorithmTags.SHA512, 0);
    }

    /** {@return a signature with this digest, valid for some seconds; 0 for ever} */
    public byte[] sign(byte[] data, int hashAlgorithm, long seconds) {
        try {
            PGPSignatureGenerator generator = generator(pair, PGPSignature.BINARY_DOCUMENT, hashAlgorithm);
            PGPSignatureSubpacketGenerator hashed = common(pair);
            if (seconds > 0) {
                hashed.setSignatureExpirationTime(true, seconds);
            }
            generator.setHashedSubpackets(hashed.generate());
            generator.update(data);
            return generator.generate().getEncoded();
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PGPSignatureSubpacketGenerator common(PGPKeyPair key) {
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setSignatureCreationTime(true, date());
        hashed.setIssuerFingerprint(false, key.getPublicKey());
        return hashed;
    }

    private static PGPSignatureGenerator generator(PGPKeyPair key, int type, int hash) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), hash), key.getPublicKey());
        generator.init(type, key.getPrivateKey());
        return generator;
    }

    @SuppressWarnings("JavaUtilDate") // the library's type
    private static Date date() {
        return Date.from(CREATED);
    }

    /** {@return the public key, armoured} */
    public byte[] armored() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream armor =
                ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            armor.write(binary());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** {@return the public key as packets} */
    public byte[] binary() {
        try {
            return certified.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the public key as the verifier reads it} */
    public Certificate certificate() {
        try {
            List<Certificate> read = Certificate.read(binary());
            return read.get(0);
        } catch (OpenPgpFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return the fingerprint in upper-case hex} */
    public String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(certified.getFingerprint());
    }
}
