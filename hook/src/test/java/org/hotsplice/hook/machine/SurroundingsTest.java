/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SurroundingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    private void put(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private String reason() throws IOException {
        return new Surroundings(new Places(root))
                .reasonToStandStill()
                .map(issue -> issue.code().name())
                .orElse("");
    }

    private void machine() throws IOException {
        put("proc/sys/kernel/osrelease", "6.1\n");
        put("proc/cmdline", "quiet ro\n");
        put("proc/1/environ", "HOME=/\0TERM=linux\0");
        Files.createDirectories(root.resolve("sys/kernel"));
        Files.createSymbolicLink(root.resolve("proc/1/root"), root);
    }

    @Test
    void ordinaryMachine_hasNoReason() throws IOException {
        machine();
        assertEquals("", reason());
    }

    @Test
    void imageWithoutProc_standsStill() throws IOException {
        assertEquals("NO_KERNEL_HERE", reason());
    }

    @Test
    void containers_areToldByTheirMarks() throws IOException {
        machine();
        put("proc/1/environ", "HOME=/\0container=lxc\0");
        assertEquals("CONTAINER", reason());
        put("proc/1/environ", "");
        put("run/.containerenv", "");
        assertEquals("CONTAINER", reason());
    }

    @Test
    void chroot_isToldByTheRootOfTheFirstProcess() throws IOException {
        machine();
        Files.delete(root.resolve("proc/1/root"));
        Files.createSymbolicLink(root.resolve("proc/1/root"), root.resolve("sys"));
        assertEquals("CHROOT", reason());
    }

    @Test
    void switches_standStill() throws IOException {
        machine();
        put("proc/cmdline", "quiet hotsplice=off ro\n");
        assertEquals("SWITCHED_OFF", reason());
        put("proc/cmdline", "quiet hotsplice=offline\n");
        assertEquals("", reason());
        put("etc/hotsplice/disable", "");
        assertEquals("SWITCHED_OFF", reason());
    }

    @Test
    void lockThatIsTaken_isRefusedAfterThePatience_andFreeAgainAfterwards() throws Exception {
        Path file = root.resolve("run/lock");
        Files.createDirectories(root.resolve("run"));
        assertEquals("done", Lock.during(file, Duration.ZERO, () -> "done"));
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            // Within one process Java tells of it in its own way; RobustnessIT has another process keep it.
            assertThrows(OverlappingFileLockException.class, () -> Lock.during(file, Duration.ZERO, () -> "never"));
        }
        assertEquals("again", Lock.during(file, Duration.ZERO, () -> "again"));
        assertThrows(
                RefusedException.class,
                () -> Lock.during(file, Duration.ZERO, () -> {
                    throw new RefusedException(org.hotsplice.update.Issue.of(MachineIssue.CHROOT, "x"));
                }));
        assertEquals(Optional.of("x"), Lock.during(file, Duration.ZERO, () -> Optional.of("x")));
    }
}
