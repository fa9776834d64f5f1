/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.pgp;

/** Bytes that are not the OpenPGP data they should be. */
public final class OpenPgpFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    OpenPgpFormatException(String reason) {
        super(reason);
    }

    OpenPgpFormatException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
