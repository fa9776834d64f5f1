/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.DebianPackages;
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
 * A machine that PackageKit upgrades and needrestart looks at: ordinary days, the upgrade to the next release with a
 * newer kernel in it, and the question whether it has to be rebooted.
 */
@Tag("thorough")
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DesktopUpgradesIT {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final String NEXT_CLIENT = "99.0";
    private static final String OPEN_CVE = "CVE-2026-99999";

    private static Shop shop;
    private static Fix fix;
    private static Path work;
    private static Path bundle;
    private static Path sleepers;
    private static Bystander bystander;
    private static NewerKernel newer;
    private static Machine machine;
    private static String updates;

    @BeforeAll
    static void firstDay() throws Exception {
        shop = Shop.open("desktop");
        work = shop.work();
        bystander = new Bystander(work);
        newer = new NewerKernel(shop.rig().kernel(), shop.rig().image().vmlinuz(), work);
        fix = shop.createFix();
        bundle = shop.workshop().bundle(fix.id());
        sleepers = SleepUpdate.create(shop);
        shop.publisher().sign(bundle);
        shop.publisher().sign(sleepers);
        Path first = shop.publisher().buildPackage(bundle);
        updates = first.getFileName().toString().replaceFirst("_.*", "");
        String runningKernel = "linux-image-" + shop.rig().kernel().release();
        shop.publisher().publish(first, bystander.version(1), newer.meta("1", runningKernel));
        machine = shop.machine("desktop");
        installDesktop();
        machine.mirror(shop.publisher());
        succeeds(machine.apt("install " + updates + " " + Bystander.NAME + " " + NewerKernel.META));
        assertEquals("applied", state(fix.id()));
    }

    private static void installDesktop() throws Exception {
        Path system = work.resolve("status");
        machine.vm().pull("/var/lib/dpkg/status", system);
        machine.vm()
                .push(
                        "/root/desktop",
                        DebianPackages.missingIn(system, "packagekit", "packagekit-tools", "needrestart")
                                .toArray(Path[]::new));
        succeeds(machine.apt("--no-install-recommends install /root/desktop/*.deb"));
        // Without a route PackageKit takes the machine for offline.
        machine.vm().mustRun("ip route add default dev lo");
    }

    @AfterAll
    static void end() throws Exception {
        if (machine != null) {
            machine.vm().close();
        }
    }

    @Test
    @Order(1)
    void packageKit_bringsUpdates() throws Exception {
        shop.publisher().publish(shop.publisher().buildPackage(bundle, sleepers), bystander.version(2));
        assertPackageKitUpgrades(2);
        assertEquals("applied", state(fix.id()));
        assertEquals("applied", state(SleepUpdate.ID));
    }

    @Test
    @Order(2)
    void packageKit_goesOnWithoutWhatAStrangerSigned() throws Exception {
        shop.publisher().publish(new Variant(shop, fix.id(), work).ofAStranger(), bystander.version(3));
        assertPackageKitUpgrades(3);
        CommandResult list = machine.vm().run("hotsplice list");
        assertTrue(list.output().contains("untrusted") && list.output().contains("UNKNOWN_KEY"), list::output);
        shop.publisher().reissue(bundle, sleepers);
        shop.publisher().publish(shop.publisher().buildPackage(bundle, sleepers), bystander.version(4));
        assertPackageKitUpgrades(4);
        assertEquals("applied", state(fix.id()));
        assertEquals("applied", state(SleepUpdate.ID));
    }

    /** The client, a kernel with its updates, and an ordinary package in one run, while updates are in force. */
    @Test
    @Order(3)
    void releaseUpgrade_keepsUpdatesInForce() throws Exception {
        Path foreign = new Variant(shop, fix.id(), work).forOtherKernel(newer.release());
        String foreignName = foreign.getFileName().toString().replaceFirst("_.*", "");
        succeeds(publishNext(
                nextClient(),
                foreign,
                bystander.version(5),
                newer.image(),
                newer.meta("2", newer.packageName() + ", " + foreignName)));
        machine.vm().mustRun("sed -i 's/^Suites: .*/Suites: next/' /etc/apt/sources.list.d/hotsplice.sources");
        machine.mirror(shop.publisher());
        long reversals = reversals();
        succeeds(machine.apt("full-upgrade"));
        assertEquals("ii  " + NEXT_CLIENT, version("hotsplice"));
        assertEquals("ii  5", version(Bystander.NAME));
        assertEquals("ii  1", version(newer.packageName()));
        assertEquals("", machine.vm().run("dpkg --audit").output());
        assertEquals("applied", state(fix.id()));
        assertEquals("applied", state(SleepUpdate.ID));
        assertEquals(reversals, reversals(), () -> "the upgrade reversed an update");
        assertTrue(machine.status().contains("other-kernel"), "the other kernel's update is not told");
    }

    @Test
    @Order(4)
    void coveredKernel_asksForNoReboot_uncoveredOneDoes() throws Exception {
        assertRebootAdvised(false);
        shop.publisher().reissue(bundle);
        Path open = Files.createDirectories(work.resolve("open"));
        succeeds(sign("package", "--deb", "--output", open, "--unfixed", OPEN_CVE, bundle, sleepers));
        try (var files = Files.list(open)) {
            succeeds(publishNext(files.toArray(Path[]::new)));
        }
        machine.mirror(shop.publisher());
        succeeds(machine.apt("upgrade"));
        assertRebootAdvised(true);
        assertTrue(machine.vm().mustRun("cat /var/lib/hotsplice/vex.json").contains(OPEN_CVE));
        shop.publisher().reissue(bundle);
        succeeds(publishNext(shop.publisher().buildPackage(bundle, sleepers)));
        machine.mirror(shop.publisher());
        succeeds(machine.apt("upgrade"));
        assertRebootAdvised(false);
        assertEquals(List.of(), machine.kernelLog().problems());
    }

    /** The two that people and programs ask: needrestart, and Debian's file with the names of those who want it. */
    private static void assertRebootAdvised(boolean advised) throws Exception {
        String batch = machine.vm().mustRun("needrestart -b -k");
        assertTrue(batch.contains("NEEDRESTART-KSTA: " + (advised ? 3 : 1)), batch);
        String told = machine.vm().run("needrestart -k -r l 2>&1").output();
        assertEquals(advised, told.contains("Pending kernel upgrade"), told);
        String asking = machine.vm()
                .run("cat /run/reboot-required /run/reboot-required.pkgs")
                .output();
        assertEquals(advised, asking.contains("System restart required"), asking);
        assertEquals(advised, asking.contains(newer.packageName()), asking);
        assertEquals(advised, asking.contains(updates), asking);
    }

    private static void assertPackageKitUpgrades(int version) throws Exception {
        machine.mirror(shop.publisher());
        succeeds(machine.vm().run("pkcon --plain refresh force", LIMIT));
        succeeds(machine.vm().run("pkcon --plain --noninteractive update", LIMIT));
        assertEquals("ii  " + version, version(Bystander.NAME));
        assertEquals("", machine.vm().run("dpkg --audit").output());
    }

    private static CommandResult publishNext(Path... packages) throws Exception {
        var words = new ArrayList<Object>(List.of("publish", "--suite", "next", "--apt"));
        words.addAll(
                List.of(shop.publisher().repository(), "--key", shop.publisher().keys()));
        words.addAll(List.of(packages));
        return sign(words.toArray());
    }

    private static CommandResult sign(Object... words) throws Exception {
        return shop.workshop().sign(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    }

    /** {@return the client of this checkout as a later version} */
    private static Path nextClient() throws Exception {
        Path client = shop.workshop().clientPackages().stream()
                .filter(file -> file.getFileName().toString().startsWith("hotsplice_"))
                .findFirst()
                .orElseThrow();
        Path tree = work.resolve("next-client");
        Command.of("dpkg-deb", "-R", client.toString(), tree.toString()).mustRun();
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(
                control, Files.readString(control).replaceFirst("(?m)^Version: .*$", "Version: " + NEXT_CLIENT));
        Path next = work.resolve("hotsplice_" + NEXT_CLIENT + "_amd64.deb");
        Command.of("dpkg-deb", "--root-owner-group", "-b", tree.toString(), next.toString())
                .mustRun();
        return next;
    }

    private static long reversals() throws Exception {
        return machine.vm()
                .mustRun("hotsplice history")
                .lines()
                .filter(line -> line.contains("reverse"))
                .count();
    }

    private static String version(String name) throws Exception {
        return machine.vm()
                .mustRun("dpkg-query -W -f '${db:Status-Abbrev} ${Version}' " + name)
                .trim();
    }

    private static void succeeds(CommandResult result) {
        assertTrue(result.ok(), result::output);
    }

    private static String state(String id) throws Exception {
        return machine.vm()
                .run("cat /sys/kernel/hotsplice/updates/" + id + "/state 2>/dev/null")
                .output()
                .trim();
    }
}
