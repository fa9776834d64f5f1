/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Machine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One machine through a crash and two more boots. */
@Tag("thorough")
class BootIT {
    private static final VmConfig SYSTEMD = VmConfig.of(VmConfig.Start.SYSTEMD);
    private static final String HELD = "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e04";
    private static final String APPLIED = "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e01";

    @Test
    void crashKillSwitchAndOrdinaryBoot() throws Exception {
        Shop shop = Shop.open("boot");
        Fix fix = shop.createFix();
        shop.publisher().sign(shop.workshop().bundle(fix.id()));
        Path update = shop.publisher().buildPackage(shop.workshop().bundle(fix.id()));
        Machine machine = shop.machine("boot");
        Vm vm = machine.vm();
        try {
            crashAfterApplication(vm, update);
            vm = vm.bootAgain(shop.rig(), "boot-after-crash", SYSTEMD);
            assertHeldBack(vm, fix);
            // Nothing was applied at boot, so what is applied now is nobody's but the package manager's.
            vm.mustRun("systemctl stop hotsplice.service");
            vm.mustRun("hotsplice reconcile --retry && cat /sys/kernel/hotsplice/updates/*/state");
            vm.mustRun("systemctl --no-block reboot");
            vm = vm.bootAgain(shop.rig(), "boot-ordinary", SYSTEMD);
            assertAppliedBeforeTheNetwork(vm, fix);
            assertEquals(List.of(), vm.kernelLog().problems());
            vm.mustRun("systemctl --no-block reboot");
            vm = vm.bootAgain(shop.rig(), "boot-switched-off", SYSTEMD.withKernelArguments("hotsplice=off"));
            assertSwitchedOff(vm);
        } finally {
            vm.close();
        }
    }

    /** The package is on the disk before; the notes of the crash guard have to get there by themselves. */
    private static void crashAfterApplication(Vm vm, Path update) throws Exception {
        vm.push("/root/update", update);
        vm.mustRun("touch /etc/hotsplice/disable");
        CommandResult installed = vm.run("dpkg -i /root/update/*.deb");
        assertTrue(installed.ok(), installed::output);
        assertTrue(installed.output().contains("SWITCHED_OFF"), installed::output);
        assertEquals("", new Machine(vm).states());
        vm.mustRun("rm /etc/hotsplice/disable && sync");
        vm.mustRun("hotsplice reconcile");
        assertEquals("applied", new Machine(vm).states());
        vm.mustRun("(sleep 1; echo c >/proc/sysrq-trigger) >/dev/null 2>&1 &");
    }

    private static void assertHeldBack(Vm vm, Fix fix) throws Exception {
        settle(vm);
        assertEquals("", new Machine(vm).states());
        CommandResult list = vm.run("hotsplice list");
        assertTrue(list.output().contains("held") && list.output().contains("SUSPECT"), list::output);
        CommandResult status = vm.run("hotsplice status");
        assertEquals(6, status.status(), status::output);
        assertEquals(
                "hotsplice_exit_status 6",
                vm.mustRun("grep '^hotsplice_exit_status ' /var/lib/hotsplice/metrics.prom")
                        .trim());
        CommandResult doctor = vm.run("hotsplice doctor");
        assertNotEquals(0, doctor.status(), doctor::output);
        assertTrue(doctor.output().contains("crash guard"), doctor::output);
        String record = vm.mustRun("journalctl -o export MESSAGE_ID=" + HELD);
        assertTrue(record.contains("HOTSPLICE_ID=" + fix.id()), record);
        assertTrue(record.contains("HOTSPLICE_CODE=SUSPECT"), record);
    }

    private static void assertAppliedBeforeTheNetwork(Vm vm, Fix fix) throws Exception {
        settle(vm);
        assertEquals(
                "active",
                vm.run("systemctl is-active hotsplice-reconcile.timer").output().trim());
        assertEquals("applied", new Machine(vm).states());
        assertTrue(vm.mustRun("hotsplice status").contains("(boot)"), "the boot unit is not named as the cause");
        String unit = vm.mustRun("systemctl show -p Result -p TimeoutStartUSec hotsplice.service");
        assertTrue(unit.contains("Result=success"), unit);
        assertFalse(unit.contains("TimeoutStartUSec=infinity"), unit);
        long applied = moment(vm, "hotsplice.service");
        long network = moment(vm, "network-pre.target");
        assertTrue(applied > 0 && network > 0, applied + " and " + network);
        assertTrue(applied <= network, "applied at " + applied + ", the network came at " + network);
        String record = vm.mustRun("journalctl -b -o export MESSAGE_ID=" + APPLIED);
        assertTrue(record.contains("HOTSPLICE_ID=" + fix.id()), record);
        assertTrue(record.contains("HOTSPLICE_CAUSE=boot"), record);
    }

    private static void assertSwitchedOff(Vm vm) throws Exception {
        settle(vm);
        assertEquals("", new Machine(vm).states());
        CommandResult reconcile = vm.run("hotsplice reconcile");
        assertEquals(0, reconcile.status(), reconcile::output);
        assertTrue(reconcile.output().contains("SWITCHED_OFF"), reconcile::output);
        assertEquals("", new Machine(vm).states());
    }

    private static long moment(Vm vm, String unit) throws Exception {
        return Long.parseLong(vm.mustRun("systemctl show --value -p ActiveEnterTimestampMonotonic " + unit)
                .trim());
    }

    /** The agent answers before all units are through. */
    private static void settle(Vm vm) throws Exception {
        vm.run("systemctl is-system-running --wait");
    }
}
