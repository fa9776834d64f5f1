/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

/** The exit statuses that all hotsplice commands share; documented in docs/errors.md. */
public enum ExitStatus {
    /** Everything that was asked for was done. */
    OK(0),
    /** A defect of hotsplice or an I/O failure. */
    INTERNAL(1),
    /** The command line cannot be understood. */
    USAGE(2),
    /** The patch changes nothing in the object code. */
    NO_CHANGE(3),
    /** The input was understood and refused; an issue with a stable code says why. */
    REFUSED(4),
    /** A signature, a digest or a key could not be trusted. */
    NOT_TRUSTED(5),
    /** The running kernel refused: matching failed, a function is in use, or the kernel module is missing. */
    KERNEL_REFUSED(6);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** {@return the number given to the operating system} */
    public int code() {
        return code;
    }
}
