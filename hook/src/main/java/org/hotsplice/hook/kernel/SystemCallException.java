/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.io.IOException;

/** A system call failed; carries the error number, which says more than the text. */
public final class SystemCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int error;

    public SystemCallException(String what, int error) {
        super(what + ": " + ErrorNumber.describe(error));
        this.error = error;
    }

    /** {@return the error number} */
    public int error() {
        return error;
    }
}
