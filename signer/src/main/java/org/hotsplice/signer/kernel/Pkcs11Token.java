/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** A key in a PKCS#11 token: a smartcard, a hardware module, or SoftHSM. The secret never leaves it. */
public final class Pkcs11Token {
    private final Path library;
    private final int slot;

    /**
     * @param library the token's PKCS#11 library
     * @param slot the place of the token's slot in the library's list
     */
    public Pkcs11Token(Path library, int slot) {
        this.library = library;
        this.slot = slot;
    }

    /** {@return Java's view of the token} */
    Provider provider() throws RefusedException {
        Provider base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw refused("this Java runtime lacks the module jdk.crypto.cryptoki");
        }
        try {
            return base.configure(
                    "--name=hotsplice" + slot + "\nlibrary=" + library + "\nslotListIndex=" + slot + "\n");
        } catch (ProviderException | UnsupportedOperationException e) {
            throw new RefusedException(
                    Issue.of(SignerIssue.MODULE_KEY_INVALID, library.toString(), "cannot be used: " + e.getMessage()),
                    e);
        }
    }

    /**
     * {@return the key with a label}
     *
     * @param now by which its certificate must not have expired
     */
    public ModuleKey key(String label, char[] pin, Instant now) throws IOException, RefusedException {
        Provider provider = provider();
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            if (!(store.getKey(label, pin) instanceof PrivateKey key)) {
                throw refused("the token has no private key with a certificate of label '" + label + "'");
            }
            if (!(store.getCertificate(label) instanceof X509Certificate certificate)) {
                throw refused("the token has no certificate of label '" + label + "'");
            }
            ModuleKey found = ModuleKey.inToken(key, certificate, provider);
            found.requireValid(library.toString(), now);
            return found;
        } catch (GeneralSecurityException e) {
            throw new RefusedException(
                    Issue.of(
                            SignerIssue.MODULE_KEY_INVALID, library.toString(), "the token refused: " + e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new RefusedException(
                    Issue.of(SignerIssue.MODULE_KEY_INVALID, library.toString(), "the token did not take the PIN"), e);
        }
    }

    private RefusedException refused(String reason) {
        return new RefusedException(Issue.of(SignerIssue.MODULE_KEY_INVALID, library.toString(), reason));
    }
}
