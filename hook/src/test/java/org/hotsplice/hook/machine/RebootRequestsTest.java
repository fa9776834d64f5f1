/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RebootRequestsTest {
    private static final String OWN = "hotsplice-updates-6.1.0-47-amd64";
    private static final String KERNEL = "linux-image-6.1.0-48-amd64";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    @BeforeEach
    void run() throws IOException {
        Files.createDirectories(root.resolve("run/hotsplice"));
    }

    private void settle(boolean needed, boolean covered) throws IOException {
        new RebootRequests(new Places(root)).settle(OWN, needed, covered);
    }

    /** As the packages do, which look for their own line before. */
    private void ask(String name) throws IOException {
        Files.writeString(root.resolve("run/reboot-required"), "*** System restart required ***\n");
        Path packages = root.resolve("run/reboot-required.pkgs");
        List<String> names = Files.exists(packages) ? Files.readAllLines(packages) : List.of();
        Files.writeString(packages, String.join("\n", names) + (names.isEmpty() ? "" : "\n") + name + "\n");
    }

    private void assertAsking(String... names) throws IOException {
        Path packages = root.resolve("run/reboot-required.pkgs");
        assertEquals(List.of(names), Files.exists(packages) ? Files.readAllLines(packages) : List.of());
        assertEquals(names.length > 0, Files.exists(root.resolve("run/reboot-required")));
    }

    @Test
    void machineWithoutRequests_staysSo() throws IOException {
        settle(false, false);
        settle(false, true);
        assertAsking();
    }

    @Test
    void ownRequest_isMadeOnce_andGoesWithItsReason() throws IOException {
        settle(true, false);
        settle(true, false);
        assertAsking(OWN);
        settle(false, true);
        assertAsking();
    }

    @Test
    void kernelsRequest_isSetAsideWhileCovered_andComesBack() throws IOException {
        ask(KERNEL);
        settle(false, true);
        assertAsking();
        settle(false, true);
        assertAsking();
        settle(true, false);
        assertAsking(KERNEL, OWN);
        assertFalse(Files.exists(root.resolve("run/hotsplice/reboot-required.pkgs")));
    }

    @Test
    void requestsOfOthers_stay() throws IOException {
        ask("libc6");
        ask(KERNEL);
        ask("linux-base");
        settle(false, true);
        assertAsking("libc6");
        settle(false, false);
        assertAsking("libc6", KERNEL, "linux-base");
    }

    @Test
    void requestWithoutAPackagesName_stays() throws IOException {
        Files.createFile(root.resolve("run/reboot-required"));
        settle(false, true);
        assertEquals(true, Files.exists(root.resolve("run/reboot-required")));
    }
}
