/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.pgp;

import java.util.List;
import java.util.Optional;

/**
 * A public key with its user id and the subkeys that may sign, all checked against the signatures of the primary key.
 */
public final class Certificate {
    private final String fingerprint;
    private final String userId;
    private final List<SigningKey> signingKeys;

    Certificate(String fingerprint, String userId, List<SigningKey> signingKeys) {
        this.fingerprint = fingerprint;
        this.userId = userId;
        this.signingKeys = List.copyOf(signingKeys);
    }

    /**
     * {@return the certificates in a file, armoured or binary}
     *
     * @throws OpenPgpFormatException if it holds something else, or a certificate that cannot be used for signing
     */
    public static List<Certificate> read(byte[] bytes) throws OpenPgpFormatException {
        return CertificateReader.read(bytes);
    }

    /** {@return the primary key's fingerprint in upper-case hex; what distinguishes one signer from another} */
    public String fingerprint() {
        return fingerprint;
    }

    /** {@return the name that the owner gave, for a person} */
    public String userId() {
        return userId;
    }

    /** {@return the keys that may sign, the primary key first} */
    public List<SigningKey> signingKeys() {
        return signingKeys;
    }

    /** {@return the signing key with this id} */
    public Optional<SigningKey> signingKey(String keyId) {
        return signingKeys.stream().filter(key -> key.keyId().equals(keyId)).findFirst();
    }

    @Override
    public String toString() {
        return fingerprint + " (" + userId + ")";
    }
}
