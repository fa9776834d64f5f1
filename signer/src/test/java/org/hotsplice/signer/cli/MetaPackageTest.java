/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package that follows the newest kernel, judged by the distributions' own tools. */
final class MetaPackageTest {
    private static final Command COMMAND = Command.at(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path folder;

    private Path deb(String release) {
        COMMAND.ok("meta", "--deb", "--output", folder, release);
        return folder.resolve("hotsplice-latest-amd64_6.1.0.48_amd64.deb");
    }

    @Test
    void deb_needsTheUpdatesOfItsKernelAndNothingElse() throws Exception {
        Tools.require("dpkg-deb");
        Outcome outcome =
                Tools.run("dpkg-deb", "-f", deb("6.1.0-48-amd64").toString(), "Package", "Version", "Depends");
        assertEquals(
                "Package: hotsplice-latest-amd64\nVersion: 6.1.0.48\nDepends: hotsplice-updates-6.1.0-48-amd64\n",
                outcome.text());
    }

    @Test
    void deb_isAcceptedByLintian() throws Exception {
        Tools.require("lintian");
        assertEquals(List.of(), Tools.lintianFindings(deb("6.1.0-48-amd64")));
    }

    @Test
    void sameKernel_givesTheSameBytesAtAnotherTime() throws Exception {
        byte[] first = Files.readAllBytes(deb("6.1.0-48-amd64"));
        Command.at(Instant.parse("2027-03-01T12:00:00Z"))
                .ok("meta", "--deb", "--output", folder.resolve("later"), "6.1.0-48-amd64");
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("later/hotsplice-latest-amd64_6.1.0.48_amd64.deb")));
    }

    @Test
    void rpm_needsTheUpdatesOfItsKernel() throws Exception {
        Tools.require("rpm");
        Path rpm = rpm();
        Outcome outcome = Tools.run("rpm", "-qp", "--nosignature", "--requires", rpm.toString());
        assertTrue(
                outcome.text().lines().toList().contains("hotsplice-updates-5.14.0-427.13.1.el9_4.x86_64"),
                outcome.text() + outcome.errors());
        Outcome architecture =
                Tools.run("rpm", "-qp", "--nosignature", "--qf", "%{ARCH} %{DESCRIPTION}", rpm.toString());
        assertTrue(architecture.text().startsWith("noarch "), architecture.text());
    }

    @Test
    void rpm_isGoodForRpmAndRpmlint() throws Exception {
        Tools.require("rpm", "rpmkeys", "rpmlint");
        Path rpm = rpm();
        String database = "--dbpath=" + folder.resolve("rpmdb");
        String key = folder.resolve("keys/hotsplice-signing.asc").toString();
        assertEquals(0, Tools.run("rpmkeys", database, "--import", key).status());
        Outcome checked = Tools.run("rpm", database, "-Kv", rpm.toString());
        assertEquals(0, checked.status(), checked.text() + checked.errors());
        assertTrue(checked.text().contains("Header V4 EdDSA/SHA512 Signature"), checked.text());
        assertFalse(checked.text().contains("NOTFOUND") || checked.text().contains("NOKEY"), checked.text());
        assertEquals(List.of(), Tools.rpmlintErrors(rpm));
    }

    private Path rpm() {
        Path keys = folder.resolve("keys");
        COMMAND.ok("keygen", "--output", keys);
        COMMAND.ok("meta", "--rpm", "--key", keys, "--output", folder, "5.14.0-427.13.1.el9_4.x86_64");
        return folder.resolve("hotsplice-latest-x86-64-5.14.0.427.13.1.el9.4-1.noarch.rpm");
    }

    @Test
    void releaseWithoutAFlavour_isAUsageError() {
        for (String release : List.of("6.1.0", "amd64", "6.1.0-48-amd64 ", "")) {
            assertEquals(
                    2, COMMAND.run("meta", "--deb", "--output", folder, release).status(), release);
        }
    }
}
