/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror that sends without end: the real apt stops at the signed sizes. SECURITY.md tells what dnf 4 does. */
final class EndlessDataTest {
    private static final String NAME = "hotsplice-updates-6.1.0-47-amd64";

    /** Far more than the repository has, far less than a disk. */
    private static final long ENOUGH = 64L << 20;

    // apt knows no other clock than the machine's.
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    Path folder;

    private Path key = Path.of("");

    @BeforeEach
    void publish() throws Exception {
        Path keys = folder.resolve("keys");
        Path packages = folder.resolve("packages");
        key = keys.resolve("hotsplice-signing.asc");
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--output", keys);
        Path bundle = Samples.bundle(folder.resolve("bundles"), "cve-2026-1001");
        Command.at(NOW).ok("sign", "--key", keys, bundle);
        Command.at(NOW).ok("package", "--deb", "--package-version", "1", "--output", packages, bundle);
        Command.at(NOW).ok("publish", "--key", keys, "--apt", repository(), packages.resolve(NAME + "_1_amd64.deb"));
    }

    private Path repository() {
        return folder.resolve("apt");
    }

    private void assertAptStops(Predicate<String> endless, boolean updateSucceeds) throws Exception {
        Tools.require("apt-get", "dpkg", "dpkg-deb");
        try (HostileMirror mirror = new HostileMirror(repository(), endless)) {
            AptRoot root = new AptRoot(folder.resolve("apt-root"), mirror.address(), key);
            root.installClient(folder.resolve("scratch"));
            Outcome update = root.apt("update");
            assertEquals(updateSucceeds, update.status() == 0, update.text() + update.errors());
            Outcome outcome = root.apt("install", NAME);
            assertNotEquals(0, outcome.status(), outcome.text());
            assertFalse(Files.exists(root.updates()));
            assertTrue(mirror.asked() > 0, "apt asked for nothing that has no end: " + outcome.errors());
            assertTrue(mirror.sent() < ENOUGH, "apt took " + mirror.sent() + " bytes: " + outcome.errors());
        }
    }

    @Test
    void packageWithoutEnd_isGivenUpByApt() throws Exception {
        assertAptStops(path -> path.endsWith(".deb"), true);
    }

    @Test
    void indexWithoutEnd_isGivenUpByApt() throws Exception {
        assertAptStops(path -> path.contains("/by-hash/") || path.contains("/Packages"), false);
    }
}
