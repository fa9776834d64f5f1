/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.DebianPackages;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Machine;
import org.hotsplice.vmtest.demo.SmallChange;
import org.hotsplice.vmtest.demo.Workshop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to a machine that is not as it should be, or that is interrupted; one machine for all. */
@Tag("thorough")
@SuppressWarnings("NullAway.Init")
class RobustnessIT {
    private static final String OVERLAY = "/srv/system";

    /** What the fix changes. */
    private static final String FUNCTION = "ip_options_get";

    private static final String KEEP_LOCK =
            """
            import fcntl, os, time
            lock = open("/run/hotsplice/lock", "w")
            fcntl.lockf(lock, fcntl.LOCK_EX)
            with open("/run/keep-lock", "w") as file:
                file.write(str(os.getpid()))
            time.sleep(1000)
            """;

    private static Shop shop;
    private static Fix fix;
    private static Path work;
    private static String update;
    private static String dummy;
    private static Machine machine;

    @BeforeAll
    static void prepare() throws Exception {
        shop = Shop.open("robustness");
        work = shop.work();
        fix = shop.createFix();
        machine = shop.machine("robustness");
        update = deliver("update", shop.workshop().bundle(fix.id()));
        dummy = deliver("dummy", SmallChange.DUMMY.create(shop.workshop()));
    }

    @AfterAll
    static void end() throws Exception {
        if (machine != null) {
            machine.vm().close();
        }
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        vm().run("umount /tmp /var/tmp 2>/dev/null; rm -f /etc/hotsplice/disable");
        // The next test begins with an older update than this one may have seen.
        vm().run("dpkg --purge $(dpkg-query -W -f '${Package}\\n' 'hotsplice-updates-*'); modprobe -r dummy;"
                + " rm -f /var/lib/hotsplice/sequences /var/lib/hotsplice/choices");
        assertEquals("", machine.states());
        assertEquals(List.of(), machine.kernelLog().problems());
        assertEquals("", vm().run("dpkg --audit").output());
    }

    @Test
    void upgradeOfTheClient_keepsUpdatesApplied_andTheBootUnitBringsBackWhatWasReversed() throws Exception {
        install(update);
        String before = vm().mustRun("hotsplice history | grep -c 'reverse ' || true");
        CommandResult again = vm().run("dpkg -i /root/client/hotsplice_*.deb");
        assertTrue(again.ok(), again::output);
        assertEquals("applied", machine.states());
        assertEquals(before, vm().mustRun("hotsplice history | grep -c 'reverse ' || true"), "the upgrade reversed it");
        vm().mustRun("hotsplice reverse --all");
        assertEquals("", machine.states());
        vm().mustRun("systemctl restart hotsplice.service || systemctl status --no-pager -n 30 hotsplice.service");
        assertEquals("applied", machine.states());
    }

    @Test
    void moduleThatIsLoadedLater_isUpdatedBeforeItsInitRuns() throws Exception {
        install(dummy);
        assertEquals("", machine.states());
        CommandResult status = vm().run("hotsplice status");
        assertEquals(0, status.status(), status::output);
        assertTrue(status.output().contains("waits for modules: dummy"), status::output);
        // Told, since systemd's own settings have it make none.
        vm().mustRun("modprobe dummy numdummies=1");
        assertEquals("applied", machine.states());
        assertEquals("1234", vm().mustRun("cat /sys/class/net/dummy0/mtu").trim(), "its init ran the old code");
        assertTrue(vm().mustRun("hotsplice list").contains("applied"));
    }

    /** In words and in JSON, one after the other: what the one did, the other finds done. */
    @Test
    void everyCommandAboutAnUpdate_tellsOfIt() throws Exception {
        install(update);
        String id = fix.id();
        assertTold("check " + id, id + ": matches the running kernel", "matches", "true");
        assertTold("info " + id, "cves:\n  " + fix.cve(), "id", id);
        String effective = shop.rig().kernel().release() + "+hotsplice.";
        assertTold("uname", effective, "release", shop.rig().kernel().release());
        assertTold("verify " + update, id + ": trusted", "trusted", "true");
        assertTold("reverse " + id, "reversed " + id, "exitStatus", "0");
        assertEquals("", machine.states());
        assertTold("apply " + id, "applied " + id, "exitStatus", "0");
        assertEquals("applied", machine.states());
    }

    private static void assertTold(String command, String words, String field, String value) throws Exception {
        String said = vm().mustRun("hotsplice " + command);
        assertTrue(said.contains(words), said);
        String written = vm().mustRun("hotsplice --json " + command + " 2>/dev/null");
        JsonNode json = new ObjectMapper().readTree(written);
        assertEquals(value, (json.isArray() ? json.path(0) : json).path(field).asText(), written);
    }

    @Test
    void colours_areForTerminalsAlone_andNotForWhoWantsNone() throws Exception {
        install(update);
        assertFalse(vm().mustRun("hotsplice list").contains("\033["));
        assertTrue(vm().mustRun("script -qec 'hotsplice list' /dev/null </dev/null")
                .contains("\033[32mapplied"));
        String plain = vm().mustRun("NO_COLOR=1 script -qec 'hotsplice list' /dev/null </dev/null");
        assertTrue(plain.contains("applied") && !plain.contains("\033["), plain);
    }

    @Test
    void statusForOthersThanRoot_isThatOfTheLastReconciliation() throws Exception {
        install(update);
        String status = vm().mustRun("cd / && setpriv --reuid 65534 --regid 65534 --clear-groups hotsplice status");
        assertTrue(status.contains("Updates     1 in force of 1 for this kernel"), status);
        assertTrue(status.contains(fix.id()), status);
    }

    /** With the lock that Java takes, a record lock of fcntl(2), held by another program. */
    @Test
    void lockOfAnotherProcess_isToldAfterThePatience() throws Exception {
        install(update);
        vm().mustRun("hotsplice reverse --all");
        vm().push("/root/tools", Files.writeString(work.resolve("keep-lock.py"), KEEP_LOCK));
        vm().mustRun("setsid python3 /root/tools/keep-lock.py </dev/null >/dev/null 2>&1 &"
                + " until [ -s /run/keep-lock ]; do sleep 0.1; done");
        try {
            CommandResult refused = vm().run("hotsplice reconcile --wait 1");
            assertEquals(6, refused.status(), refused::output);
            assertTrue(refused.output().contains("LOCKED: "), refused::output);
            assertEquals("", machine.states());
        } finally {
            vm().mustRun("kill $(cat /run/keep-lock) && rm /run/keep-lock");
        }
        vm().mustRun("hotsplice reconcile --wait 1");
        assertEquals("applied", machine.states());
    }

    @Test
    void clientThatIsPurged_takesItsUpdatesOutOfForce_andLeavesNothing() throws Exception {
        String before = machine.text(FUNCTION);
        install(update);
        assertEquals("applied", machine.states());
        assertNotEquals(before, machine.text(FUNCTION));
        try {
            vm().mustRun("apt-get -q -y purge 'hotsplice*'");
            assertEquals("", machine.states());
            assertEquals(before, machine.text(FUNCTION));
            assertEquals("", vm().run("grep ^hotsplice /proc/modules").output());
            assertEquals(Leftovers.NONE_BUT_THE_KEY, Leftovers.of(vm()));
        } finally {
            vm().mustRun("apt-get -q -y --no-install-recommends install /root/client/*.deb");
        }
    }

    /** As the removal of the client alone, which apt would not do. */
    @Test
    void clientThatIsRemovedBeforeItsUpdates_takesThemOutOfForce() throws Exception {
        String before = machine.text(FUNCTION);
        install(update);
        try {
            vm().mustRun("dpkg --force-depends --remove hotsplice");
            assertEquals("", machine.states());
            assertEquals(before, machine.text(FUNCTION));
        } finally {
            vm().mustRun("dpkg -i /root/client/hotsplice_*.deb");
        }
        assertEquals("applied", machine.states());
    }

    /**
     * Before each system call that changes the kernel's or the client's state, on the way there and on the way back.
     */
    @Test
    void clientKilledAnywhere_isPutRightByTheNextRun() throws Exception {
        vm().mustRun("touch /etc/hotsplice/disable");
        install(update);
        vm().mustRun("rm /etc/hotsplice/disable");
        String killed = new Interruption(vm()).everywhere();
        for (String call :
                List.of("finit_module", "delete_module", "rename", "/control", "/var/lib/hotsplice/history")) {
            assertTrue(killed.contains(call), killed);
        }
        assertEquals("applied", machine.states());
    }

    @Test
    void tmpThatIsReadOnlyOrFull_doesNotHinder() throws Exception {
        for (String how : List.of("ro", "size=4k,nr_inodes=1")) {
            vm().mustRun("for f in /tmp /var/tmp; do mount -t tmpfs -o " + how + " none $f; done");
            assertFalse(vm().run("echo >/tmp/file").ok(), "something can be written to /tmp with " + how);
            install(update);
            assertEquals("applied", machine.states());
            assertReportsTell();
            vm().mustRun("dpkg --purge " + name(update) + " && umount /tmp /var/tmp");
            assertEquals("", machine.states());
        }
    }

    /** As in the middle of a release upgrade, when the runtime is unpacked or removed and its link is away. */
    @Test
    void clientThatCannotStart_stopsNoPackage() throws Exception {
        vm().mustRun("mv /usr/bin/java /usr/bin/java.away && mv /usr/lib/jvm /usr/lib/jvm.away");
        CommandResult installed = vm().run("dpkg -i " + update);
        vm().mustRun("mv /usr/bin/java.away /usr/bin/java && mv /usr/lib/jvm.away /usr/lib/jvm");
        assertTrue(installed.ok() && installed.output().contains("JAVA_MISSING"), installed::output);
        assertEquals("", machine.states());
        vm().mustRun("systemctl start hotsplice-reconcile.service");
        assertEquals("applied", machine.states());
    }

    /** Each setting, and a mistake in one, which stops no package. */
    @Test
    void policy_isObeyed() throws Exception {
        vm().mustRun("cp /etc/hotsplice/hotsplice.conf /root/hotsplice.conf");
        try {
            vm().mustRun("printf 'threshold = 1\\nmode = automtic\\n' >/etc/hotsplice/hotsplice.conf");
            CommandResult installed = vm().run("dpkg -i " + update);
            assertTrue(installed.ok() && installed.output().contains("POLICY_VALUE"), installed::output);
            assertTrue(installed.output().contains("hotsplice.conf:2"), installed::output);
            assertHeld("trust = /srv/nobody", "NO_TRUSTED_KEY");
            assertHeld("threshold = 2", "TOO_FEW_SIGNATURES");
            assertHeld("delay = 30d", "DELAYED");
            assertHeld("pin = 0", "PINNED");
            assertHeld("exclude = " + fix.id(), "EXCLUDED");
            CommandResult asked = vm().run("hotsplice apply " + fix.id());
            assertEquals(4, asked.status(), asked::output);
            assertTrue(asked.output().contains("EXCLUDED: "), asked::output);
            vm().mustRun("rm /var/lib/hotsplice/choices");
            assertHeld("mode = manual", "MANUAL");
            vm().mustRun("hotsplice apply " + fix.id());
            assertEquals("applied", machine.states());
            assertHeld("pin = " + shop.rig().kernel().release() + "+hotsplice.0", "PINNED");
        } finally {
            vm().run("mv /root/hotsplice.conf /etc/hotsplice/hotsplice.conf; rm -f /var/lib/hotsplice/choices");
        }
    }

    private static void assertHeld(String line, String code) throws Exception {
        vm().mustRun("echo '" + line + "' >/etc/hotsplice/hotsplice.conf");
        CommandResult reconciled = vm().run("hotsplice reconcile");
        String list = vm().run("hotsplice list").output();
        assertTrue(list.contains(code), () -> line + ":\n" + list + reconciled.output());
        assertEquals("", machine.states(), line);
    }

    private static void assertReportsTell() throws Exception {
        String vex = vm().mustRun("cat /var/lib/hotsplice/vex.json");
        assertTrue(vex.contains(fix.cve()) && vex.contains("\"fixed\""), vex);
        assertTrue(vm().mustRun("cat /var/lib/hotsplice/metrics.prom").contains("# EOF"));
        vm().mustRun("test -e /run/hotsplice/covered && test ! -e /run/reboot-required");
    }

    @Test
    void switchFile_keepsEverythingOffAndIsTold() throws Exception {
        vm().mustRun("touch /etc/hotsplice/disable");
        CommandResult installed = vm().run("dpkg -i " + update);
        assertTrue(installed.ok() && installed.output().contains("SWITCHED_OFF"), installed::output);
        assertEquals("", machine.states());
        assertTrue(vm().run("hotsplice status").output().contains("SWITCHED_OFF"));
    }

    @Test
    void kernelOfTheSameNameWithAnotherBuildId_isRefusedWithBothValues() throws Exception {
        String own = vm().mustRun("hotsplice doctor 2>/dev/null | sed -n 's/.*build-id //p'")
                .trim();
        String other = "0123456789abcdef0123456789abcdef01234567";
        Workshop elsewhere = new Workshop(
                shop.workshop().checkout(), work.resolve("other"), shop.rig().kernel());
        Path bundle = elsewhere.bundle(fix.id());
        Trees.delete(bundle);
        Command.of("cp", "-a", shop.workshop().bundle(fix.id()).toString(), bundle.toString())
                .mustRun();
        Files.deleteIfExists(bundle.resolve("manifest.json.sig"));
        Path manifest = bundle.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(own, other));
        install(deliver("other-build", bundle));
        assertEquals("", machine.states());
        String list = vm().run("hotsplice list").output();
        assertTrue(list.contains("WRONG_KERNEL") && list.contains(own) && list.contains(other), list);
    }

    /** The same root as a chroot and as a container: packages install there, and the kernel is left alone. */
    @Test
    void chrootAndContainer_doNothingAndSaySo() throws Exception {
        vm().push("/root/nspawn", DebianPackages.obtain("systemd-container").toArray(Path[]::new));
        vm().mustRun("dpkg --force-depends -i /root/nspawn/*.deb");
        vm().mustRun("mkdir -p " + OVERLAY + " /run/upper /run/workdir && mount -t overlay overlay"
                + " -o lowerdir=/,upperdir=/run/upper,workdir=/run/workdir " + OVERLAY);
        CommandResult contained =
                vm().run("systemd-nspawn --quiet --console=pipe -D " + OVERLAY + " dpkg -i " + update + " </dev/null");
        assertTrue(contained.ok() && contained.output().contains("CONTAINER"), contained::output);
        vm().mustRun("mount -t proc proc " + OVERLAY + "/proc && mount -t sysfs sysfs " + OVERLAY + "/sys"
                + " && mount --bind /dev " + OVERLAY + "/dev");
        CommandResult rooted = vm().run("chroot " + OVERLAY + " dpkg -i " + update);
        vm().mustRun("umount -R " + OVERLAY + " && rm -rf /run/upper /run/workdir");
        assertTrue(rooted.ok() && rooted.output().contains("CHROOT"), rooted::output);
        assertEquals("", machine.states());
    }

    /** {@return the place in the guest of the signed package of this bundle} */
    private static String deliver(String folder, Path bundle) throws Exception {
        shop.publisher().sign(bundle);
        Path built = shop.publisher().buildPackage(bundle);
        vm().push("/root/" + folder, built);
        return "/root/" + folder + "/" + built.getFileName();
    }

    private static void install(String file) throws Exception {
        CommandResult installed = vm().run("dpkg -i " + file);
        assertTrue(installed.ok(), installed::output);
    }

    private static String name(String file) {
        return file.replaceFirst(".*/", "").replaceFirst("_.*", "");
    }

    private static Vm vm() {
        return machine.vm();
    }
}
