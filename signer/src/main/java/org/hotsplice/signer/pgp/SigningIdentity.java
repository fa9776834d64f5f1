/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import java.io.IOException;
import java.time.Instant;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.pgp.Certificate;

/** Someone who can sign. Where the secret is, in a file or on a card, is nobody else's business. */
public interface SigningIdentity {
    /** {@return the public part} */
    Certificate certificate();

    /** {@return the public part as an ASCII-armoured file} */
    byte[] publicKey();

    /**
     * {@return a binary detached signature}
     *
     * @param at the time of signing that it states
     */
    byte[] detached(byte[] data, Instant at) throws IOException, RefusedException;

    /**
     * {@return the text with a signature around it, as apt's InRelease}
     *
     * @param at the time of signing that it states
     */
    byte[] clearSigned(byte[] text, Instant at) throws IOException, RefusedException;
}
