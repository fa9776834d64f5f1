/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Machine;
import org.hotsplice.vmtest.demo.Publisher;
import org.hotsplice.vmtest.demo.Workshop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bad packages on one machine, one after the other: nothing is applied, nothing breaks, and it says why. */
@SuppressWarnings("NullAway.Init")
class RefusalsIT {
    private static Shop shop;
    private static Fix fix;
    private static Path good;
    private static Path work;
    private static String name;
    private static Machine machine;

    @BeforeAll
    static void prepare() throws Exception {
        shop = Shop.open("refusals");
        fix = shop.createFix();
        shop.publisher().sign(shop.workshop().bundle(fix.id()));
        work = shop.work();
        Path built = shop.publisher().buildPackage(shop.workshop().bundle(fix.id()));
        good = Files.copy(built, work.resolve(built.getFileName()));
        name = good.getFileName().toString().replaceFirst("_.*", "");
        shop.publisher().publish(good);
        machine = shop.machine("refusals");
        machine.mirror(shop.publisher());
    }

    @AfterAll
    static void end() throws Exception {
        if (machine != null) {
            machine.vm().close();
        }
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        machine.vm().run("apt-get -q -y purge 'hotsplice-updates-*'; rm -rf /root/bad /var/lib/hotsplice/sequences");
        assertEquals("", machine.states());
        assertEquals(List.of(), machine.kernelLog().problems());
        assertEquals("", machine.vm().run("dpkg --audit").output());
    }

    private static CommandResult installWithDpkg(Path file) throws Exception {
        machine.vm().push("/root/bad", file);
        return machine.vm().run("dpkg -i /root/bad/" + file.getFileName());
    }

    @Test
    void flippedBitInAModule_installsButIsNotApplied() throws Exception {
        Path bad = Tampering.flipInside(good, work.resolve("module"), "-new.ko");
        assertTrue(installWithDpkg(bad).ok());
        assertEquals("", machine.states());
        assertUntrusted("DIGEST_MISMATCH");
    }

    @Test
    void flippedBitInTheManifest_installsButIsNotApplied() throws Exception {
        Path bad = Tampering.flipInside(good, work.resolve("manifest"), "manifest.json");
        assertTrue(installWithDpkg(bad).ok());
        assertEquals("", machine.states());
        assertUntrusted("BAD_SIGNATURE");
    }

    @Test
    void flippedBitInAModule_isRefusedByAptBeforeUnpacking() throws Exception {
        Path bad = Tampering.flipInside(good, work.resolve("apt"), "-new.ko");
        machine.vm().push("/root/bad", bad);
        CommandResult result = machine.apt("install /root/bad/" + bad.getFileName());
        assertNotEquals(0, result.status(), result::output);
        assertTrue(result.output().contains("DIGEST_MISMATCH: "), result::output);
        assertEquals(
                "",
                machine.vm()
                        .run("dpkg -l '" + name + "' 2>/dev/null | grep ^ii")
                        .output());
    }

    @Test
    void flippedBitInThePackageFile_isRefusedByApt() throws Exception {
        machine.vm().run("cp -a /srv/repository /srv/repository.good");
        machine.vm()
                .mustRun("f=$(find /srv/repository/ -name '" + name + "_*.deb' | head -n 1)"
                        + " && printf '\\377' | dd of=\"$f\" bs=1 seek=3000 conv=notrunc 2>/dev/null");
        CommandResult result = machine.apt("install " + name);
        machine.vm().mustRun("rm -rf /srv/repository && mv /srv/repository.good /srv/repository");
        assertNotEquals(0, result.status(), result::output);
        assertTrue(result.output().contains("Hash Sum mismatch"), result::output);
        assertEquals("", machine.states());
    }

    @Test
    void unknownKey_installsButIsNotApplied() throws Exception {
        Workshop other = new Workshop(
                shop.workshop().checkout(), work.resolve("stranger"), shop.rig().kernel());
        Publisher stranger = new Publisher(other);
        stranger.generateKeys();
        Path bundle = unsignedCopy(other);
        stranger.sign(bundle);
        assertTrue(installWithDpkg(stranger.buildPackage(bundle)).ok());
        assertEquals("", machine.states());
        assertUntrusted("UNKNOWN_KEY");
    }

    @Test
    void missingKernelModule_isToldAndMadeGoodLater() throws Exception {
        String place = machine.vm()
                .mustRun("rmmod hotsplice 2>/dev/null; modinfo -n hotsplice")
                .trim();
        machine.vm().mustRun("mv " + place + " /root/kept.ko && depmod");
        CommandResult installed = machine.apt("install " + name);
        assertTrue(installed.ok(), installed::output);
        assertEquals("", machine.states());
        String status = machine.status();
        assertTrue(status.contains("CORE_MISSING: "), status);
        machine.vm().mustRun("mv /root/kept.ko " + place + " && depmod && hotsplice reconcile");
        assertEquals("applied", machine.states());
    }

    @Test
    void updateForAnotherKernel_installsQuietlyAndIsNotApplied() throws Exception {
        String release = shop.rig().kernel().release();
        String other = release.replaceFirst("-\\d+-", "-999-");
        Path bundle = unsignedCopy(new Workshop(
                shop.workshop().checkout(), work.resolve("other"), shop.rig().kernel()));
        Path manifest = bundle.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(release, other));
        shop.publisher().sign(bundle);
        CommandResult installed = installWithDpkg(shop.publisher().buildPackage(bundle));
        assertTrue(installed.ok(), installed::output);
        assertFalse(installed.output().contains("refused"), installed::output);
        assertEquals("", machine.states());
        String status = machine.status();
        assertTrue(
                status.contains("OTHER_KERNEL: " + fix.id() + ": installed for kernel " + other + ", kernel " + release
                        + " is running"),
                status);
    }

    @Test
    void functionInUse_isToldWithTheTaskAndAppliedOnceItIsFree() throws Exception {
        Path bundle = SleepUpdate.create(shop);
        shop.publisher().sign(bundle);
        Path sleepers = shop.publisher().buildPackage(bundle);
        machine.vm().mustRun("setsid sleep 100000 </dev/null >/dev/null 2>&1 & sleep 1");
        CommandResult installed = installWithDpkg(sleepers);
        assertTrue(installed.ok(), installed::output);
        assertFalse(machine.states().contains("applied"), "applied although a task sleeps in the function");
        SleepUpdate.assertBusyTold(machine.status());
        String info = machine.vm().mustRun("hotsplice info " + SleepUpdate.ID);
        assertTrue(info.contains("vmlinux " + SleepUpdate.FUNCTION + " (changed"), info);
        machine.vm().mustRun("pkill -x sleep; sleep 1; hotsplice reconcile");
        assertEquals("applied", machine.states());
    }

    private static Path unsignedCopy(Workshop other) throws Exception {
        Path bundle = other.bundle(fix.id());
        Trees.delete(bundle);
        Command.of("cp", "-a", shop.workshop().bundle(fix.id()).toString(), bundle.toString())
                .mustRun();
        Files.deleteIfExists(bundle.resolve("manifest.json.sig"));
        return bundle;
    }

    private static void assertUntrusted(String code) throws Exception {
        String said = machine.vm().run("hotsplice list").output();
        assertTrue(said.contains("untrusted") && said.contains(code + ": "), said);
    }
}
