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
    private static final Duration LIMIT = Duration.ofMinutes(60);

    private static final String ROUNDS =
            """
            release=$(uname -r)
            installed=/usr/lib/hotsplice/updates/$release
            n=0 going=yes
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
            while [ $going = yes ]; do
                n=$((n + 1)) going=no
                interrupted && going=yes
                right applied
                mv $installed /run/taken-away
                interrupted && going=yes
                right ''
                mv /run/taken-away $installed
            done
            hotsplice reconcile --cause last
            echo "killed at $((n - 1)) changes"
            """;

    private final Vm vm;

    Interruption(Vm vm) throws Exception {
        this.vm = vm;
        vm.push("/root/tools", GuestPrograms.compiled("kill-at"));
    }

    /** {@return what was interrupted, a line for each time; an update is installed and nothing applied} */
    String everywhere() throws Exception {
        CommandResult result = vm.run(ROUNDS, LIMIT);
        assertTrue(result.ok(), result::output);
        return result.output();
    }
}
