/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Vm;

/**
 * A machine that reads the repositories over HTTP, as it does from any mirror.
 *
 * @param vm with the client installed
 * @param goods what its mirror may have
 */
record Customer(Vm vm, Goods goods) {
    /** Brings all states to the guest and starts a web server there. */
    static Customer of(Vm vm, Goods goods) throws IOException, InterruptedException {
        vm.push("/srv", goods.folder());
        vm.mustRun(
                """
                mkdir -p /srv/www && chmod -R a+rX /srv && cd /srv/www || exit 1
                setsid python3 -m http.server --bind 127.0.0.1 8000 </dev/null >/run/mirror.log 2>&1 &
                tries=0
                until python3 -c 'import socket; socket.create_connection(("127.0.0.1", 8000))' 2>/dev/null; do
                    tries=$((tries + 1))
                    [ $tries -lt 100 ] || exit 1
                    sleep 1
                done
                """);
        return new Customer(vm, goods);
    }

    /** From now on the mirror has this state. */
    void mirrorHas(String state) throws IOException {
        vm.mustRun("ln -sfn /srv/states/" + state + "/apt /srv/www/apt" + " && ln -sfn /srv/states/" + state
                + "/dnf /srv/www/dnf");
    }

    /** Runs something at a time when nothing that was published is good any more. */
    CommandResult muchLater(String command) throws IOException {
        return vm.run("now=$(date +%s); date -s @$((now + " + (Goods.GOOD_FOR_DAYS + 5) + " * 86400)) >/dev/null; "
                + command + "; status=$?; date -s @$now >/dev/null; exit $status");
    }

    /** {@return the states of all updates that the kernel has, in the order of their names} */
    List<String> states() throws IOException {
        return vm.run(
                        "cd /sys/kernel/hotsplice/updates 2>/dev/null && for u in *; do [ -e \"$u\" ] && echo \"$u $(cat $u/state)\"; done")
                .output()
                .lines()
                .toList();
    }

    /** {@return a digest of the function that the first update changes, as it is in the kernel's memory} */
    String text() throws IOException {
        return vm.mustRun("/root/tools/textsum vmlinux:ip_options_get").trim();
    }
}
