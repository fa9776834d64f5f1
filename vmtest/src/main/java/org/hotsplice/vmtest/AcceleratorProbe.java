/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds out whether KVM runs the stock kernel here. The device may exist and still not do it, so a guest is booted with
 * it; the answer is kept until the host reboots. HOTSPLICE_ACCEL=tcg or kvm overrides.
 */
final class AcceleratorProbe {
    private AcceleratorProbe() {}

    static Accelerator choose(Rig rig) throws IOException, InterruptedException {
        String own = System.getenv("HOTSPLICE_ACCEL");
        if (own != null && !own.isEmpty()) {
            return Accelerator.valueOf(own.toUpperCase(Locale.ROOT));
        }
        if (!Files.isWritable(Path.of("/dev/kvm"))) {
            return Accelerator.TCG;
        }
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
        Path remembered = CacheRoot.folder("accelerator").resolve(boot);
        if (Files.exists(remembered)) {
            return Accelerator.valueOf(Files.readString(remembered).trim());
        }
        Accelerator found = kvmBoots(rig) ? Accelerator.KVM : Accelerator.TCG;
        Files.writeString(remembered, found.name());
        return found;
    }

    private static boolean kvmBoots(Rig rig) throws IOException, InterruptedException {
        rig.progress().accept("looking whether KVM boots the kernel here");
        Rig withKvm =
                new Rig(rig.image(), rig.kernelFile(), rig.initramfs(), Accelerator.KVM, rig.logs(), rig.progress());
        try (Vm vm = Vm.startWithin(withKvm, "kvm-probe", VmConfig.of(VmConfig.Start.TINY), 20)) {
            return vm.run("uname -r").output().trim().equals(rig.kernel().release());
        } catch (IOException e) {
            rig.progress().accept("KVM does not; guests run under emulation");
            return false;
        }
    }
}
