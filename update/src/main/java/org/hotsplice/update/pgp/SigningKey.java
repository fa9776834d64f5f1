/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.pgp;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A key of a certificate that may sign data: the primary key, or a subkey that the primary key bound and that agreed.
 */
public final class SigningKey {
    private final PGPPublicKey key;
    private final @Nullable Instant expires;
    private final boolean revoked;

    SigningKey(PGPPublicKey key, @Nullable Instant expires, boolean revoked) {
        this.key = key;
        this.expires = expires;
        this.revoked = revoked;
    }

    /** {@return the last 8 bytes of the fingerprint, in upper-case hex} */
    public String keyId() {
        return hex(key.getKeyID());
    }

    /** {@return up to when it is valid; empty for ever} */
    public Optional<Instant> expires() {
        return Optional.ofNullable(expires);
    }

    /** {@return whether it, or its certificate, was revoked by its owner} */
    public boolean revoked() {
        return revoked;
    }

    /** {@return the algorithm for a person, as "Ed25519" or "RSA 4096"} */
    public String algorithm() {
        return Algorithms.keyName(key);
    }

    boolean strong() {
        return Algorithms.strongKey(key);
    }

    PGPPublicKey key() {
        return key;
    }

    static String hex(long keyId) {
        return String.format(Locale.ROOT, "%016X", keyId);
    }
}
