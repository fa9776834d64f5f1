/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.kernel;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;

/**
 * Puts a key and its certificate into a token. A program of its own, as the token's library looks at the environment.
 */
public final class TokenFiller {
    private TokenFiller() {}

    /**
     * Fills the token.
     *
     * @param arguments the library, the PIN, the label, the key's file and the certificate's file
     */
    public static void main(String[] arguments) throws Exception {
        Provider provider = new Pkcs11Token(Path.of(arguments[0]), 0).provider();
        char[] pin = arguments[1].toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, pin);
        ModuleKey key = ModuleKey.read(Path.of(arguments[3]), Path.of(arguments[4]), Instant.now());
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new java.io.ByteArrayInputStream(key.certificate().getEncoded()));
        store.setKeyEntry(arguments[2], key.key(), pin, new Certificate[] {certificate});
    }
}
