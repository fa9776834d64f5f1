/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The .rpm, judged by rpm and rpmlint. */
final class RpmPackageTest {
    private static final Command COMMAND = Command.at(Instant.parse("2026-03-01T12:00:00Z"));
    private static final String NAME = "hotsplice-updates-6.1.0-47-amd64";

    @TempDir
    Path folder;

    private Path keys = Path.of("");
    private Path database = Path.of("");

    @BeforeEach
    void makeAFolderForKeys() throws IOException {
        Tools.require("rpm", "rpmkeys");
        keys = folder.resolve("keys");
        database = Files.createDirectory(folder.resolve("rpmdb"));
    }

    private Path rpm(String kind, String compression) throws IOException, RefusedException {
        COMMAND.ok("keygen", "--kind", kind, "--output", keys);
        Path bundles = folder.resolve("bundles");
        for (String id : List.of("cve-2026-1001", "cve-2026-1002")) {
            COMMAND.ok("sign", "--sequence", 7, "--key", keys, Samples.bundle(bundles, id));
        }
        return pack(compression, "packages");
    }

    private Path pack(String compression, String output) {
        COMMAND.ok(
                "package",
                "--rpm",
                "--compression",
                compression,
                "--key",
                keys,
                "--output",
                folder.resolve(output),
                folder.resolve("bundles/cve-2026-1001"),
                folder.resolve("bundles/cve-2026-1002"));
        return folder.resolve(output).resolve(NAME + "-7-1.x86_64.rpm");
    }

    private Outcome check(Path file) throws IOException {
        String option = "--dbpath=" + database;
        String key = keys.resolve("hotsplice-signing.asc").toString();
        assertEquals(0, Tools.run("rpmkeys", option, "--import", key).status());
        return Tools.run("rpmkeys", option, "-Kv", file.toString());
    }

    @ParameterizedTest
    @CsvSource({"ed25519,xz,EdDSA", "ed25519,zstd,EdDSA", "rsa4096,xz,RSA", "ed25519,gzip,EdDSA"})
    void package_isGoodForRpmAndInstalls(String kind, String compression, String algorithm) throws Exception {
        Path file = rpm(kind, compression);
        Outcome checked = check(file);
        assertEquals(0, checked.status(), checked.text() + checked.errors());
        assertTrue(checked.text().contains("V4 " + algorithm + "/SHA512 Signature"), checked.text());
        assertFalse(checked.text().contains("NOTFOUND"), checked.text());

        Path root = folder.resolve("root");
        String[] place = {"--root=" + root, "--dbpath=/var/lib/rpm"};
        Outcome installed = Tools.run("rpm", place[0], place[1], "--nodeps", "-i", file.toString());
        assertEquals(0, installed.status(), installed.errors());
        Outcome verified = Tools.run("rpm", place[0], place[1], "--nodeps", "-V", NAME);
        assertEquals("", verified.text(), verified.errors());
        Path module = root.resolve("usr/lib/hotsplice/updates/6.1.0-47-amd64/cve-2026-1001/cve-2026-1001-0-new.ko");
        assertEquals("replacement code of cve-2026-1001", Files.readString(module));
        COMMAND.ok("verify", "--trusted", keys, file);
    }

    @Test
    void package_holdsNoScriptsAndNamesItsFixes() throws Exception {
        String file = rpm("ed25519", "xz").toString();
        Outcome scripts = Tools.run("rpm", "-qp", "--scripts", "--triggers", "--filetriggers", file);
        assertEquals("", scripts.text());
        Outcome provides = Tools.run("rpm", "-qp", "--provides", file);
        assertTrue(provides.text().contains("hotsplice-fix(CVE-2026-1002)\n"), provides.text());
        Outcome changes = Tools.run("rpm", "-qp", "--changelog", file);
        assertTrue(changes.text().contains("(CVE-2026-1001)"), changes.text());
        Outcome recommends = Tools.run("rpm", "-qp", "--recommends", file);
        assertEquals("kernel-core-uname-r = 6.1.0-47-amd64\n", recommends.text());
        Outcome supplements = Tools.run("rpm", "-qp", "--supplements", file);
        assertEquals("(hotsplice and kernel-core-uname-r = 6.1.0-47-amd64)\n", supplements.text());
        List<String> requires =
                Tools.run("rpm", "-qp", "--requires", file).text().lines().toList();
        assertEquals(
                List.of("hotsplice"),
                requires.stream().filter(line -> !line.startsWith("rpmlib(")).toList());
        Outcome description = Tools.run("rpm", "-qp", "--qf", "%{DESCRIPTION}", file);
        for (String cve : List.of("CVE-2026-1001", "CVE-2026-1002")) {
            assertTrue(description.text().contains(cve), description.text());
        }
    }

    @Test
    void package_hasNoErrorForRpmlint() throws Exception {
        Tools.require("rpmlint");
        assertEquals(List.of(), Tools.rpmlintErrors(rpm("ed25519", "xz")));
    }

    @Test
    void sameInput_givesTheSameBytes() throws Exception {
        Path first = rpm("ed25519", "zstd");
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(pack("zstd", "again")));
    }

    /**
     * From the main header on. What lies before it holds the signatures and is not signed itself: a flipped byte there
     * can hide one of several digests, and the rest still proves the header and the payload.
     */
    @Test
    void flippedByteInHeaderOrPayload_isNotedByRpm() throws Exception {
        Path file = rpm("ed25519", "xz");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = mainHeader(bytes); at < bytes.length; at += bytes.length / 23) {
            byte[] altered = bytes.clone();
            altered[at] ^= 0x20;
            Path copy = Files.write(folder.resolve("altered.rpm"), altered);
            assertNotEquals(0, check(copy).status(), "byte " + at);
        }
    }

    /** Behind the lead of 96 bytes and the signature header, which is padded to a multiple of 8. */
    private static int mainHeader(byte[] rpm) {
        ByteBuffer header = ByteBuffer.wrap(rpm);
        int entries = header.getInt(96 + 8);
        int data = header.getInt(96 + 12);
        return (96 + 16 + 16 * entries + data + 7) / 8 * 8;
    }

    @Test
    void cutPackage_isRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(rpm("ed25519", "xz"));
        for (int length = 0; length < bytes.length; length += bytes.length / 29) {
            Path file = Files.write(folder.resolve("cut.rpm"), Arrays.copyOf(bytes, length));
            Command.Run run = COMMAND.run("verify", "--trusted", keys, file);
            assertTrue(run.status() == 4 || run.status() == 5, "length " + length + ": " + run.err());
        }
    }

    @Test
    void packageWithAScript_isRefused() throws Exception {
        assertRefused("has a script", "Requires: hotsplice", "%description", "x", "%post", "true");
    }

    @Test
    void packageThatWantsMore_isRefused() throws Exception {
        assertRefused("requires [hotsplice, telnet-server]", "Requires: hotsplice, telnet-server", "%description", "x");
        assertRefused("requires []", "%description", "x");
        for (String relation : new String[] {"Conflicts", "Obsoletes", "Suggests", "Enhances"}) {
            assertRefused(
                    "concerns other packages",
                    "Requires: hotsplice",
                    relation + ": openssh-server",
                    "%description",
                    "x");
        }
        for (String other :
                new String[] {"openssh-server", "(hotsplice and kernel-core-uname-r = 5.14.0-1.el9.x86_64)"}) {
            assertRefused(
                    "supplements [" + other + "]", "Requires: hotsplice", "Supplements: " + other, "%description", "x");
        }
    }

    /** rpmbuild makes a package of our name with these lines; verify says why it is none. */
    private void assertRefused(String reason, String... lines) throws Exception {
        Tools.require("rpmbuild");
        if (!Files.exists(keys)) {
            COMMAND.ok("keygen", "--output", keys);
        }
        Path spec = folder.resolve("x.spec");
        String head = "Name: " + NAME + "\nVersion: 8\nRelease: 1\nSummary: x\nLicense: x\nBuildArch: noarch\n"
                + "AutoReqProv: no\n";
        Files.writeString(spec, head + String.join("\n", lines) + "\n%files\n");
        Outcome built = Tools.run("rpmbuild", "-bb", "--define", "_topdir " + folder.resolve("rb"), spec.toString());
        assertEquals(0, built.status(), built.errors());
        Path file = folder.resolve("rb/RPMS/noarch").resolve(NAME + "-8-1.noarch.rpm");
        Command.Run run = COMMAND.run("verify", "--trusted", keys, file);
        assertEquals(4, run.status(), run.err());
        assertTrue(run.err().contains("PACKAGE_INVALID") && run.err().contains(reason), run.err());
    }

    @Test
    void packageWithoutKey_isAUsageError() throws Exception {
        rpm("ed25519", "xz");
        Path bundle = folder.resolve("bundles/cve-2026-1001");
        assertEquals(
                2,
                COMMAND.run("package", "--rpm", "--output", folder.resolve("p"), bundle)
                        .status());
        assertFalse(Files.exists(folder.resolve("p")));
    }
}
