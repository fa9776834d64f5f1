/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestPrograms;
import org.hotsplice.vmtest.Vm;

/** Kills the client with SIGKILL as it enters a chosen system call. */
final class Interruption {
    /** The number of finit_module(2) on x86-64. */
    static final String LOAD = "313";

    /** The number of delete_module(2) on x86-64. */
    static final String UNLOAD = "176";

    /** The number of rename(2) on x86-64. */
    static final String RENAME = "82";

    private static final int KILLED = 128 + 9;

    private final Vm vm;

    Interruption(Vm vm) throws Exception {
        this.vm = vm;
        vm.push("/root/tools", GuestPrograms.compiled("kill-at"));
    }

    /**
     * Reconciles until the system call is entered for the nth time, and not further.
     *
     * @param call one of the numbers above, or the path of a file that is opened
     */
    void reconcileUntil(String call, int nth) throws Exception {
        CommandResult result = vm.run("/root/tools/kill-at " + call + " " + nth + " hotsplice reconcile");
        assertEquals(KILLED, result.status(), () -> "not killed at " + call + ":\n" + result.output());
    }
}
