/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rig itself, on real guests. */
@Tag("wide")
class RigIT {
    @SuppressWarnings("NullAway.Init")
    private static Rig rig;

    @BeforeAll
    static void obtain() throws Exception {
        rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
    }

    @Test
    void tinyGuest_runsTheStockKernelAndReportsStatus() throws Exception {
        try (Vm vm = rig.boot("tiny", VmConfig.of(VmConfig.Start.TINY).withMemory(256))) {
            assertEquals(rig.kernel().release(), vm.mustRun("uname -r").trim());
            CommandResult failure = vm.run("echo out; echo err >&2; exit 7");
            assertEquals(7, failure.status());
            assertEquals("out\nerr\n", failure.output());
            assertEquals(List.of(), vm.kernelLog().problems());
        }
    }

    @Test
    void oopsInGuest_isAnErrorThatShowsTheConsole() throws Exception {
        try (Vm vm = rig.boot("oops", VmConfig.of(VmConfig.Start.TINY).withMemory(256))) {
            GuestDiedException died = assertThrows(
                    GuestDiedException.class,
                    () -> vm.run("echo 1 > /proc/sys/kernel/sysrq; echo c > /proc/sysrq-trigger"));
            assertTrue(died.console().contains("Kernel panic"), died::console);
            assertTrue(vm.awaitEnd(Duration.ofSeconds(10)));
            assertFalse(vm.alive());
        }
    }

    @Test
    void debianGuest_wakesUpFromItsSavedStateWithFilesPushedAndPulled(@TempDir Path temporary) throws Exception {
        Path sent = Files.writeString(temporary.resolve("sent"), "over and back");
        VmConfig config = VmConfig.of(VmConfig.Start.SYSTEMD);
        try (Vm vm = rig.prepared("debian", config, List.of("plain"), RigIT::settled)) {
            vm.push("/root/in", sent);
            vm.pull("/root/in/sent", temporary.resolve("back"));
            assertEquals("over and back", Files.readString(temporary.resolve("back")));
            assertTrue(vm.mustRun("java -version").contains("openjdk version \"17"));
            assertEquals(
                    "running", vm.run("systemctl is-system-running").output().trim());
            assertTrue(
                    vm.mustRun("dpkg -l linux-image-" + rig.kernel().release()).contains("ii "));
            assertEquals(List.of(), vm.kernelLog().problems());
        }
    }

    private static void settled(Vm vm) throws IOException {
        vm.mustRun("systemctl is-system-running --wait", Duration.ofMinutes(10));
    }
}
