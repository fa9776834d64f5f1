/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestPrograms;
import org.hotsplice.vmtest.Vm;

/**
 * Kills the client, and what it has started, with SIGKILL before the first system call that changes anything, then
 * before the second, and so on until it gets to its end. After each time it is run again and has to end in the right
 * state. Both ways at once: what one of them applied the other reverses.
 */
final class Interruption {
    /** Rounds in one go, so that the log of the guest shows how far it is. */
    private static final int AT_ONCE = 5;

    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String THROUGH = "not killed any more";

    private static final String ROUNDS =
            """
            release=$(uname -r)
            installed=/usr/lib/hotsplice/updates/$release
            n=$1 last=$2 going=yes
            # interrupted: whether it was killed before its nth change; its words tell at which.
            interrupted() {
                /root/tools/kill-at $n hotsplice reconcile --cause interrupted >/run/interrupted 2>&1
                status=$?
                grep 'killed at' /run/interrupted
                [ $status = 137 ]
            }
            right() {
                hotsplice reconcile --cause again >/run/again 2>&1 || { cat /run/again; exit 1; }
                state=$(cat /sys/kernel/hotsplice/updates/*/state 2>/dev/null)
                [ "$state" = "$1" ] || { echo "after change $n: '$state' and not '$1'"; exit 1; }
            }
            while [ $going = yes ] && [ $n -lt $last ]; do
                n=$((n + 1)) going=no
                interrupted && going=yes
                right applied
                mv $installed /run/taken-away
                interrupted && going=yes
                right ''
                mv /run/taken-away $installed
            done
            [ $going = yes ] || echo '@THROUGH@'
            """
                    .replace("@THROUGH@", THROUGH);

    private final Vm vm;

    Interruption(Vm vm) throws Exception {
        this.vm = vm;
        vm.push("/root/tools", GuestPrograms.compiled("kill-at"));
    }

    /** {@return what was interrupted, a line for each time; an update is installed and nothing applied} */
    String everywhere() throws Exception {
        StringBuilder told = new StringBuilder();
        for (int done = 0; told.indexOf(THROUGH) < 0; done += AT_ONCE) {
            CommandResult result = vm.run("set -- " + done + " " + (done + AT_ONCE) + "\n" + ROUNDS, LIMIT);
            assertTrue(result.ok(), result::output);
            told.append(result.output());
        }
        vm.mustRun("hotsplice reconcile --cause last");
        return told.toString();
    }
}
