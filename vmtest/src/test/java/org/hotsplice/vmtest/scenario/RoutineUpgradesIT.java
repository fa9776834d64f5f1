/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Machine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Three nights of unattended-upgrades on one machine; each time an ordinary package has to be upgraded too. Then the
 * updates are removed.
 */
@Tag("thorough")
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RoutineUpgradesIT {
    private static final Duration NIGHT = Duration.ofMinutes(15);

    private static Shop shop;
    private static Fix fix;
    private static Path work;
    private static Path sleepers;
    private static Bystander bystander;
    private static Variant variant;
    private static Machine machine;
    private static String updates;

    @BeforeAll
    static void firstDay() throws Exception {
        shop = Shop.open("routine");
        work = shop.work();
        bystander = new Bystander(work);
        fix = shop.createFix();
        variant = new Variant(shop, fix.id(), work);
        shop.publisher().sign(bundle());
        sleepers = SleepUpdate.create(shop);
        shop.publisher().sign(sleepers);
        Path others = otherKernels();
        Path first = shop.publisher().buildPackage(bundle());
        updates = first.getFileName().toString().replaceFirst("_.*", "");
        shop.publisher().publish(first, others, bystander.version(1));
        machine = shop.machine("routine");
        machine.mirror(shop.publisher());
        CommandResult installed = machine.apt("install " + updates + " 'hotsplice-updates-*-999-*' " + Bystander.NAME);
        assertTrue(installed.ok(), installed::output);
        machine.vm()
                .mustRun("echo 'Unattended-Upgrade::Origins-Pattern { \"origin=Hotsplice\"; };'"
                        + " >/etc/apt/apt.conf.d/52unattended-upgrades-local");
        assertEquals("applied", state(fix.id()));
    }

    @AfterAll
    static void end() throws Exception {
        if (machine != null) {
            machine.vm().close();
        }
    }

    @Test
    @Order(1)
    void busyFunctionAndForeignKernel() throws Exception {
        machine.vm().mustRun("setsid sleep 100000 </dev/null >/dev/null 2>&1 & sleep 1");
        Path others = otherKernels();
        shop.publisher().publish(shop.publisher().buildPackage(bundle(), sleepers), others, bystander.version(2));
        assertNightGoesWell(2);
        assertEquals("applied", state(fix.id()));
        assertFalse(state(SleepUpdate.ID).contains("applied"));
        CommandResult status = machine.vm().run("hotsplice status");
        SleepUpdate.assertBusyTold(status.output());
        assertTrue(status.output().contains("-999-"), status::output);
        machine.vm().mustRun("pkill -x sleep; systemctl start hotsplice-reconcile.service");
        assertEquals("applied", state(SleepUpdate.ID), () -> journalOf("hotsplice-reconcile.service"));
        assertTrue(machine.status().contains("(timer)"), "the timer's service is not named as the cause");
    }

    @Test
    @Order(2)
    void refusedSignature() throws Exception {
        shop.publisher().publish(variant.ofAStranger(), bystander.version(3));
        assertNightGoesWell(3);
        CommandResult list = machine.vm().run("hotsplice list");
        assertTrue(list.output().contains("untrusted") && list.output().contains("UNKNOWN_KEY"), list::output);
        CommandResult history = machine.vm().run("hotsplice history");
        assertTrue(history.output().contains("UNKNOWN_KEY"), history::output);
    }

    @Test
    @Order(3)
    void missingKernelModule() throws Exception {
        machine.vm().mustRun("hotsplice reverse --all && ! grep -q '^hotsplice ' /proc/modules");
        String place = machine.vm().mustRun("modinfo -n hotsplice").trim();
        machine.vm().mustRun("mv " + place + " /root/kept.ko && depmod");
        // The stranger's package is newer than what was issued before.
        shop.publisher().reissue(bundle());
        shop.publisher().publish(shop.publisher().buildPackage(bundle(), sleepers), bystander.version(4));
        assertNightGoesWell(4);
        CommandResult status = machine.vm().run("hotsplice status");
        assertTrue(status.output().contains("CORE_MISSING"), status::output);
        machine.vm().mustRun("mv /root/kept.ko " + place + " && depmod && systemctl start hotsplice-reconcile.service");
        assertEquals("applied", state(fix.id()), () -> journalOf("hotsplice-reconcile.service"));
        assertEquals(List.of(), machine.kernelLog().problems());
    }

    /** Tasks are inside the code that is to go: it is told, stays in force, and goes later. */
    @Test
    @Order(4)
    void removalWhileBusy() throws Exception {
        assertEquals("applied", state(SleepUpdate.ID));
        machine.vm().mustRun("setsid sleep 100000 </dev/null >/dev/null 2>&1 & sleep 1");
        CommandResult removed = machine.apt("remove 'hotsplice-updates-*'");
        assertTrue(removed.ok() && removed.output().contains("BUSY"), removed::output);
        assertEquals("", state(fix.id()));
        assertEquals("applied", state(SleepUpdate.ID));
        CommandResult status = machine.vm().run("hotsplice status");
        assertTrue(status.output().contains("reversing"), status::output);
        SleepUpdate.assertBusyTold(status.output());
        machine.vm().mustRun("pkill -x sleep; systemctl start hotsplice-reconcile.service");
        assertEquals("", state(SleepUpdate.ID), () -> journalOf("hotsplice-reconcile.service"));
        assertEquals(List.of(), machine.kernelLog().problems());
    }

    /** The real program, and afterwards the ordinary package has the new version and dpkg nothing to say. */
    private static void assertNightGoesWell(int version) throws Exception {
        machine.mirror(shop.publisher());
        CommandResult night = machine.vm().run("unattended-upgrade -v", NIGHT);
        assertEquals(0, night.status(), night::output);
        assertEquals(
                "ii  " + version,
                machine.vm()
                        .mustRun("dpkg-query -W -f '${db:Status-Abbrev} ${Version}' " + Bystander.NAME)
                        .trim(),
                night::output);
        assertEquals("", machine.vm().run("dpkg --audit").output());
        assertEquals("", machine.vm().run("apt-mark showhold").output());
    }

    private static Path bundle() throws Exception {
        return shop.workshop().bundle(fix.id());
    }

    /** {@return a package of updates for a kernel that does not run} */
    private static Path otherKernels() throws Exception {
        return variant.forOtherKernel(shop.rig().kernel().release().replaceFirst("-\\d+-", "-999-"));
    }

    private static String state(String id) throws Exception {
        return machine.vm()
                .run("cat /sys/kernel/hotsplice/updates/" + id + "/state 2>/dev/null")
                .output()
                .trim();
    }

    private static String journalOf(String unit) {
        try {
            return machine.vm().run("systemctl status --no-pager -n 40 " + unit).output();
        } catch (java.io.IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
