/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The .deb, judged by dpkg-deb and lintian. */
final class DebPackageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Command COMMAND = Command.at(NOW);

    @TempDir
    Path folder;

    private Path keys = Path.of("");

    @BeforeEach
    void makeAKey() {
        keys = folder.resolve("keys");
        COMMAND.ok("keygen", "--output", keys);
    }

    private Path signed(String id) throws IOException, RefusedException {
        Path bundle = Samples.bundle(folder.resolve("bundles"), id);
        COMMAND.ok("sign", "--key", keys, "--sequence", 7, bundle);
        return bundle;
    }

    private Path deb() throws IOException, RefusedException {
        Path output = folder.resolve("packages");
        COMMAND.ok(
                "package",
                "--deb",
                "--unfixed",
                "CVE-2026-9999",
                "--output",
                output,
                signed("cve-2026-1002"),
                signed("cve-2026-1001"));
        return output.resolve("hotsplice-updates-6.1.0-47-amd64_7_amd64.deb");
    }

    @Test
    void package_isReadByDpkgDeb() throws Exception {
        Tools.require("dpkg-deb");
        Path deb = deb();
        Outcome fields = Tools.run("dpkg-deb", "-f", deb.toString());
        assertEquals(0, fields.status(), fields.errors());
        assertTrue(fields.text().contains("Hotsplice-Cves: CVE-2026-1001 CVE-2026-1002\n"), fields.text());
        assertTrue(fields.text().contains("Hotsplice-Unfixed-Cves: CVE-2026-9999\n"), fields.text());
        assertTrue(fields.text().contains("\nDepends: hotsplice\n"), fields.text());
        assertTrue(fields.text().contains("\nProvides: hotsplice-updates\n"), fields.text());
        for (String line : List.of("cve-2026-1001: net: sock: check the length", "CVE-2026-9999")) {
            assertTrue(fields.text().contains(line), fields.text());
        }
        assertTrue(fields.text().contains("Recommends: linux-image-6.1.0-47-amd64\n"), fields.text());
        Path unpacked = folder.resolve("unpacked");
        assertEquals(
                0,
                Tools.run("dpkg-deb", "-x", deb.toString(), unpacked.toString()).status());
        Path installed = unpacked.resolve("usr/lib/hotsplice/updates/6.1.0-47-amd64/cve-2026-1001");
        Path bundle = folder.resolve("bundles/cve-2026-1001");
        for (String name : List.of("manifest.json", "manifest.json.sig", "cve-2026-1001-0-new.ko", "report.txt")) {
            assertArrayEquals(Files.readAllBytes(bundle.resolve(name)), Files.readAllBytes(installed.resolve(name)));
        }
        Path changes = unpacked.resolve("usr/share/doc/hotsplice-updates-6.1.0-47-amd64/changelog.gz");
        String changelog = Tools.run("zcat", changes.toString()).text();
        assertTrue(changelog.contains("CVE-2026-1001") && changelog.contains("CVE-2026-1002"), changelog);
        Outcome listing = Tools.run("dpkg-deb", "-c", deb.toString());
        assertFalse(listing.text().lines().anyMatch(line -> !line.contains("root/root")), listing.text());
    }

    @Test
    void package_hasNoErrorForLintian() throws Exception {
        Tools.require("lintian");
        List<String> warnings = Tools.lintianFindings(deb()).stream()
                .filter(line -> line.startsWith("W:") && !line.contains("unknown-field Hotsplice-"))
                .toList();
        assertEquals(List.of(), warnings);
    }

    /** Debian 12's lintian takes a .deb that is packed with zstd for malformed. */
    @Test
    void zstd_isAUsageError() throws Exception {
        Path output = folder.resolve("p");
        Command.Run run =
                COMMAND.run("package", "--deb", "--compression", "zstd", "--output", output, signed("cve-2026-1001"));
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains("--compression ZSTD is for an .rpm alone"), run.err());
        assertFalse(Files.exists(output));
    }

    @Test
    void sameInput_givesTheSameBytes() throws Exception {
        Path first = deb();
        Path output = folder.resolve("again");
        Command.at(NOW.plusSeconds(5000))
                .ok(
                        "package",
                        "--deb",
                        "--unfixed",
                        "CVE-2026-9999",
                        "--output",
                        output,
                        folder.resolve("bundles/cve-2026-1001"),
                        folder.resolve("bundles/cve-2026-1002"));
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(output.resolve(first.getFileName())));
    }

    @Test
    void unsignedBundle_isRefused() throws Exception {
        Path bundle = Samples.bundle(folder, "u");
        COMMAND.refused(5, "NOT_SIGNED", "package", "--deb", "--output", folder.resolve("p"), bundle);
        assertFalse(Files.exists(folder.resolve("p")));
    }

    @Test
    void damagedBundle_isRefused() throws Exception {
        Path bundle = signed("u");
        Files.writeString(bundle.resolve("report.txt"), "what changes in U\n");
        COMMAND.refused(5, "DIGEST_MISMATCH", "package", "--deb", "--output", folder.resolve("p"), bundle);
    }

    @Test
    void bundleOfAnotherKernel_isRefused() throws Exception {
        KernelIdentity other =
                new KernelIdentity("6.1.0-48-amd64", Samples.KERNEL.version(), "x86_64", Samples.KERNEL.buildId());
        Path foreign = Samples.bundle(folder.resolve("bundles"), "other", other, List.of(), List.of());
        COMMAND.ok("sign", "--key", keys, foreign);
        COMMAND.refused(
                4, "BUNDLES_DISAGREE", "package", "--deb", "--output", folder.resolve("p"), signed("u"), foreign);
    }

    @Test
    void bundleWithoutItsRequirement_isRefused() throws Exception {
        Path bundle =
                Samples.bundle(folder.resolve("bundles"), "v", Samples.KERNEL, List.of(new UpdateId("u")), List.of());
        COMMAND.ok("sign", "--key", keys, bundle);
        COMMAND.refused(4, "REQUIREMENT_MISSING", "package", "--deb", "--output", folder.resolve("p"), bundle);
        COMMAND.ok("package", "--deb", "--output", folder.resolve("p"), bundle, signed("u"));
    }

    @Test
    void replacedBundle_isRefused() throws Exception {
        Path bundle =
                Samples.bundle(folder.resolve("bundles"), "v", Samples.KERNEL, List.of(), List.of(new UpdateId("u")));
        COMMAND.ok("sign", "--key", keys, bundle);
        COMMAND.refused(4, "SUPERSEDED", "package", "--deb", "--output", folder.resolve("p"), bundle, signed("u"));
    }

    @Test
    void bundleGivenTwice_isRefused() throws Exception {
        Path bundle = signed("u");
        COMMAND.refused(4, "BUNDLE_TWICE", "package", "--deb", "--output", folder.resolve("p"), bundle, bundle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a1", "1 2", "1/2", "../1", "1:2", "1\n2"})
    void oddVersion_isRefused(String version) throws Exception {
        COMMAND.refused(
                4,
                "VERSION_INVALID",
                "package",
                "--deb",
                "--package-version",
                version,
                "--output",
                folder.resolve("p"),
                signed("u"));
    }

    @Test
    void maintainerWithoutAddress_isAUsageError() throws Exception {
        Command.Run run =
                COMMAND.run("package", "--deb", "--maintainer", "nobody", "--output", folder.resolve("p"), signed("u"));
        assertEquals(2, run.status(), run.err());
    }

    @Test
    void outputThatCannotBeWritten_isReported() throws Exception {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        Command.Run run = COMMAND.run("package", "--deb", "--output", blocked, signed("u"));
        assertEquals(1, run.status(), run.err());
    }

    @ParameterizedTest
    @CsvSource({"1,2", "1~rc1,1", "1.2,1.10", "9,20260101000000", "1a,1b", "1,1+1", "1.0,1.0.1", "1~~,1~"})
    void versions_areOrderedAsDpkgOrdersThem(String lower, String higher) throws Exception {
        assertTrue(new DebVersion(lower).compareTo(new DebVersion(higher)) < 0);
        assertTrue(new DebVersion(higher).compareTo(new DebVersion(lower)) > 0);
        assertEquals(0, new DebVersion(lower).compareTo(new DebVersion(lower)));
        Tools.require("dpkg");
        assertEquals(
                0, Tools.run("dpkg", "--compare-versions", lower, "lt", higher).status());
    }
}
