/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.util.List;
import org.hotsplice.vmtest.Vm;

/** What is left of the client on a machine that it was purged from. */
final class Leftovers {
    /** The administrator put the key there, so it stays, with the folders that it is in. */
    static final List<String> NONE_BUT_THE_KEY =
            List.of("/etc/hotsplice", "/etc/hotsplice/trusted.d", "/etc/hotsplice/trusted.d/hotsplice-signing.asc");

    private Leftovers() {}

    /** {@return everything of its name, but for what the tests put there and what systemd writes of any unit} */
    static List<String> of(Vm vm) throws IOException {
        return vm.run("find / /run -xdev -path /proc -prune -o -path '*hotsplice*' -print"
                        + " | grep -v -e /root/ -e /srv/ -e agent -e /sources.list.d/ -e bare-init -e /var/log/journal"
                        + " -e /run/systemd/ | sort")
                .output()
                .lines()
                .toList();
    }
}
