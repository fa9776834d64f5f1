/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kernel module on the stock kernel with a full root. */
class KernelModuleIT {
    @SuppressWarnings("NullAway.Init")
    private static Rig rig;

    @SuppressWarnings("NullAway.Init")
    private static Path module;

    @BeforeAll
    static void obtain() throws Exception {
        rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        module = CoreModule.obtain(Checkout.root(), rig.kernel());
    }

    @Test
    void coreModule_loadsShowsItsAbiAndUnloadsOnAFullRoot() throws Exception {
        try (Vm vm = rig.boot("core", VmConfig.of(VmConfig.Start.BARE))) {
            vm.push("/root/hs", module);
            assertEquals(
                    "1",
                    vm.mustRun("insmod /root/hs/hotsplice.ko && cat /sys/kernel/hotsplice/abi")
                            .trim());
            vm.mustRun("rmmod hotsplice && test ! -e /sys/kernel/hotsplice");
            assertEquals(List.of(), vm.kernelLog().problems());
        }
    }
}
