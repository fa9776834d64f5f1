/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import java.nio.file.Path;
import org.hotsplice.update.trust.MachineTrust;

/**
 * Where things lie on a machine; docs/formats.md lists them.
 *
 * @param root the machine's root folder; {@code /} but in tests
 */
public record Places(Path root) {
    /** {@return the places of this machine} */
    public static Places ofThisMachine() {
        return new Places(Path.of("/"));
    }

    /** {@return the folder with a folder of installed bundles for each kernel release} */
    public Path updates() {
        return root.resolve("usr/lib/hotsplice/updates");
    }

    /** {@return the installed bundles for one kernel release} */
    public Path updates(String release) {
        return updates().resolve(release);
    }

    /** {@return where an absolute path of the machine lies} */
    public Path of(Path absolute) {
        return root.resolve(absolute.toString().substring(1));
    }

    /** {@return the folder of the public keys that trusted keys name as their successors} */
    public Path successorKeys() {
        return root.resolve("usr/lib/hotsplice/keys.d");
    }

    /** {@return the folders of the lists of what publishers took back} */
    public MachineTrust.RevokedFolders revoked() {
        return new MachineTrust.RevokedFolders(state().resolve("revoked"), root.resolve("usr/lib/hotsplice/revoked.d"));
    }

    /** {@return the policy file} */
    public Path policy() {
        return root.resolve("etc/hotsplice/hotsplice.conf");
    }

    /** {@return the file that switches Hotsplice off while it exists} */
    public Path disable() {
        return root.resolve("etc/hotsplice/disable");
    }

    /** {@return the folder of what the client remembers} */
    public Path state() {
        return root.resolve("var/lib/hotsplice");
    }

    /** {@return the lock of everything that changes the kernel} */
    public Path lock() {
        return root.resolve("run/hotsplice/lock");
    }

    /** {@return the file that is there while no reboot is needed for this kernel's known flaws} */
    public Path covered() {
        return root.resolve("run/hotsplice/covered");
    }

    /** {@return the folder that node_exporter of Debian collects texts from} */
    public Path collector() {
        return root.resolve("var/lib/prometheus/node-exporter");
    }

    /** {@return the file that says that the machine should be rebooted} */
    public Path rebootRequired() {
        return root.resolve("run/reboot-required");
    }

    /** {@return the packages that asked for a reboot} */
    public Path rebootRequiredPackages() {
        return root.resolve("run/reboot-required.pkgs");
    }

    /** {@return the packages whose request for a reboot was set aside} */
    public Path rebootRequestsAside() {
        return root.resolve("run/hotsplice/reboot-required.pkgs");
    }
}
