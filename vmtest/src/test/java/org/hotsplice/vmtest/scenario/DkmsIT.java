/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.BuildRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.Workshop;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.Test;

/** hotsplice-dkms with the real DKMS: what it builds is loaded by the kernel that it was built for. */
class DkmsIT {
    @Test
    void packageOfTheSources_isBuiltLoadedAndPurgedCleanly() throws Exception {
        Rig rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        Path folder = Files.createDirectories(Path.of("target", "dkms").toAbsolutePath());
        Path file = new Workshop(Checkout.root().toAbsolutePath(), folder, rig.kernel()).dkmsPackage();
        BuildRoot root = BuildRoot.obtain(rig.kernel(), System.out::println);
        Path copy = root.tree().resolve("root/hotsplice-dkms.deb");
        Path module = root.tree().resolve("lib/modules/" + rig.kernel().release() + "/updates/dkms/hotsplice.ko");
        try {
            Command.of("cp", file.toString(), copy.toString()).mustRun();
            CommandResult installed = root.run("dpkg -i /root/hotsplice-dkms.deb");
            assertTrue(installed.ok(), installed::output);
            assertTrue(Files.exists(module), () -> "no module was built:\n" + installed.output());
            Path kept = folder.resolve("hotsplice.ko");
            Command.of("cp", module.toString(), kept.toString()).mustRun();
            assertLoads(rig, kept);
        } finally {
            CommandResult purged = root.run("dpkg --purge hotsplice-dkms; dpkg --audit; rm -f " + "/root/*.deb");
            assertTrue(purged.ok(), purged::output);
        }
        assertFalse(Files.exists(module), "the module is left behind");
        assertEquals("", root.run("dkms status hotsplice").output().trim());
    }

    private static void assertLoads(Rig rig, Path module) throws Exception {
        try (Vm vm = rig.boot("dkms", VmConfig.of(VmConfig.Start.TINY))) {
            vm.push("/tmp/module", module);
            vm.mustRun("insmod /tmp/module/hotsplice.ko");
            assertEquals("1", vm.mustRun("cat /sys/kernel/hotsplice/abi").trim());
            assertEquals(List.of(), vm.kernelLog().problems());
        }
    }
}
