/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.kernel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** A private key, in a file or in a token, with the certificate that kernels know it by. */
public final class ModuleKey {
    private final PrivateKey key;
    private final X509CertificateHolder certificate;
    private final Optional<Provider> provider;

    private ModuleKey(PrivateKey key, X509CertificateHolder certificate, Optional<Provider> provider) {
        this.key = key;
        this.certificate = certificate;
        this.provider = provider;
    }

    /** {@return a key in a token} */
    static ModuleKey inToken(PrivateKey key, X509Certificate certificate, Provider provider) throws IOException {
        try {
            return new ModuleKey(key, new JcaX509CertificateHolder(certificate), Optional.of(provider));
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IOException("the certificate in the token cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the key in PEM files, as the kernel's scripts/sign-file takes them}
     *
     * @param now by which the certificate must not have expired
     */
    public static ModuleKey read(Path keyFile, Path certificateFile, Instant now) throws IOException, RefusedException {
        ModuleKey read = new ModuleKey(key(keyFile), certificate(certificateFile), Optional.empty());
        read.requireValid(certificateFile.toString(), now);
        return read;
    }

    void requireValid(String where, Instant now) throws RefusedException {
        Instant end = certificate.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            throw refused(where, "the certificate expired at " + end + ", it is now " + now);
        }
        String algorithm = key.getAlgorithm();
        if (!algorithm.equals("RSA") && !algorithm.equals("EC")) {
            throw refused(where, "the key is of kind " + algorithm + "; kernels take RSA and ECDSA");
        }
    }

    private static PrivateKey key(Path file) throws IOException, RefusedException {
        try (BufferedReader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PrivateKeyInfo info) {
                    return converter.getPrivateKey(info);
                }
                if (found instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (found instanceof org.bouncycastle.openssl.PEMEncryptedKeyPair
                        || found instanceof org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo) {
                    throw refused(file.toString(), "the key is locked with a passphrase; unlock it or use PKCS#11");
                }
            }
        } catch (org.bouncycastle.openssl.PEMException e) {
            throw new RefusedException(
                    Issue.of(SignerIssue.MODULE_KEY_INVALID, file.toString(), "cannot be read: " + e.getMessage()), e);
        }
        throw refused(file.toString(), "holds no private key in PEM form");
    }

    private static X509CertificateHolder certificate(Path file) throws IOException, RefusedException {
        byte[] bytes = Files.readAllBytes(file);
        try (BufferedReader reader = new BufferedReader(
                        new java.io.StringReader(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)));
                PEMParser parser = new PEMParser(reader)) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof X509CertificateHolder holder) {
                    return holder;
                }
            }
            return new X509CertificateHolder(bytes);
        } catch (IOException | RuntimeException e) {
            // The library reports some malformed data with unchecked exceptions.
            throw new RefusedException(
                    Issue.of(SignerIssue.MODULE_KEY_INVALID, file.toString(), "holds no X.509 certificate"), e);
        }
    }

    PrivateKey key() {
        return key;
    }

    X509CertificateHolder certificate() {
        return certificate;
    }

    Optional<Provider> provider() {
        return provider;
    }

    /** {@return whom the certificate names} */
    public String subject() {
        return certificate.getSubject().toString();
    }

    private static RefusedException refused(String where, String reason) {
        return new RefusedException(Issue.of(SignerIssue.MODULE_KEY_INVALID, where, reason));
    }
}
