/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;

/** The guest ended while it ran a script: a panic, or QEMU was killed. */
public final class GuestDiedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String console;

    GuestDiedException(String script, String console, IOException cause) {
        super(
                "the guest ended while it ran:\n" + script + "\nits console:\n"
                        + new CommandResult(0, console).tail(40),
                cause);
        this.console = console;
    }

    /** {@return all that the guest's console had shown} */
    public String console() {
        return console;
    }
}
