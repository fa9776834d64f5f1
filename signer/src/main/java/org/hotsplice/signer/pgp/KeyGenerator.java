/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.jspecify.annotations.Nullable;

/** Makes a key that only signs, in the form that gpg, apt and rpm of every supported distribution read (version 4). */
public final class KeyGenerator {
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);
    private static final int CERTAINTY = 112;

    private KeyGenerator() {}

    /** Which kind of key. */
    public enum Kind {
        ED25519,
        RSA4096
    }

    /** The two files of a new key, ASCII-armoured. */
    public static final class NewKey {
        private final byte[] secret;
        private final byte[] certificate;

        NewKey(byte[] secret, byte[] certificate) {
            this.secret = secret;
            this.certificate = certificate;
        }

        /** {@return the secret key} */
        public byte[] secretKey() {
            return secret.clone();
        }

        /** {@return the public key} */
        public byte[] publicKey() {
            return certificate.clone();
        }
    }

    /**
     * {@return a new key}
     *
     * @param userId the owner, as {@code Name <address>}
     * @param valid for how long; null for ever
     * @param passphrase that locks the secret key; null for none
     */
    @SuppressWarnings("JavaUtilDate") // the library's type
    public static NewKey generate(
            Kind kind, String userId, Instant created, @Nullable Duration valid, char @Nullable [] passphrase)
            throws IOException {
        SecureRandom random = new SecureRandom();
        PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
        hashed.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        hashed.setPreferredHashAlgorithms(
                false, new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA256});
        if (valid != null) {
            hashed.setKeyExpirationTime(true, valid.toSeconds());
        }
        try {
            PGPKeyPair pair = new BcPGPKeyPair(
                    PublicKeyPacket.VERSION_4, algorithm(kind), pair(kind, random), Date.from(created));
            PGPKeyRingGenerator ring = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    pair,
                    userId,
                    // The only digest that the format allows for the checksum of a secret key.
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    hashed.generate(),
                    null,
                    new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                    lock(passphrase));
            return new NewKey(
                    Armor.of(ring.generateSecretKeyRing().getEncoded()),
                    Armor.of(ring.generatePublicKeyRing().getEncoded()));
        } catch (PGPException e) {
            throw new IllegalStateException("a new key could not be put together", e);
        }
    }

    private static @Nullable PBESecretKeyEncryptor lock(char @Nullable [] passphrase) throws PGPException {
        if (passphrase == null) {
            return null;
        }
        return new BcPBESecretKeyEncryptorBuilder(
                        SymmetricKeyAlgorithmTags.AES_256,
                        new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256),
                        0xf0)
                .build(passphrase);
    }

    private static int algorithm(Kind kind) {
        return switch (kind) {
            case ED25519 -> PublicKeyAlgorithmTags.EDDSA_LEGACY;
            case RSA4096 -> PublicKeyAlgorithmTags.RSA_GENERAL;
        };
    }

    private static AsymmetricCipherKeyPair pair(Kind kind, SecureRandom random) {
        return switch (kind) {
            case ED25519 -> {
                Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
                generator.init(new Ed25519KeyGenerationParameters(random));
                yield generator.generateKeyPair();
            }
            case RSA4096 -> {
                RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
                generator.init(new RSAKeyGenerationParameters(EXPONENT, random, 4096, CERTAINTY));
                yield generator.generateKeyPair();
            }
        };
    }
}
