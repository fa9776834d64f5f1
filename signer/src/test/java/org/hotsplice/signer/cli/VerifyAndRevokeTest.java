/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Tools;
import org.hotsplice.update.trust.MachineTrust;
import org.hotsplice.update.trust.VerificationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} says of bundles and packages, before and after something in them was revoked. */
final class VerifyAndRevokeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Command COMMAND = Command.at(NOW);

    @TempDir
    Path folder;

    private Path keys = Path.of("");
    private Path bundle = Path.of("");

    @BeforeEach
    void signABundle() throws Exception {
        keys = folder.resolve("keys");
        COMMAND.ok("keygen", "--output", keys);
        bundle = Samples.bundle(folder, "u");
        COMMAND.ok("sign", "--sequence", 5, "--key", keys, bundle);
    }

    private void rejected(String code, Object... arguments) {
        Command.Run run = COMMAND.run(arguments);
        assertEquals(5, run.status(), run.out() + run.err());
        assertTrue((run.out() + run.err()).contains(code), run.out() + run.err());
    }

    private Path deb(Object... more) {
        Path output = folder.resolve("packages");
        Object[] arguments = new Object[more.length + 5];
        Object[] head = {"package", "--deb", "--output", output, bundle};
        System.arraycopy(head, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        COMMAND.ok(arguments);
        return output.resolve("hotsplice-updates-6.1.0-47-amd64_5_amd64.deb");
    }

    @Test
    void soundPackage_isTrusted() {
        String out = COMMAND.ok("verify", "--trusted", keys, deb());
        assertTrue(out.contains("u, sequence 5, signed by "), out);
    }

    @Test
    void strangersKey_isRejected() {
        Path other = folder.resolve("other");
        COMMAND.ok("keygen", "--output", other);
        rejected("UNKNOWN_KEY", "verify", "--trusted", other, bundle);
        rejected("UNKNOWN_KEY", "verify", "--trusted", other.resolve("hotsplice-signing.asc"), deb());
    }

    @Test
    void emptyFolderOfKeys_isRejected() throws Exception {
        rejected("NO_TRUSTED_KEY", "verify", "--trusted", Files.createDirectory(folder.resolve("none")), bundle);
    }

    @Test
    void revokedUpdate_isRejectedUntilItIsReissued() {
        Path list = folder.resolve("revoked.json");
        COMMAND.ok("revoke", "--list", list, "--key", keys, "--update", bundle, "--reason", "wrong fix");
        rejected("REVOKED", "verify", "--trusted", keys, "--revocations", list, bundle);
        COMMAND.ok("sign", "--reissue", "--sequence", 6, "--key", keys, bundle);
        COMMAND.ok("verify", "--trusted", keys, "--revocations", list, bundle);
    }

    @Test
    void revokedKey_isRejected() throws Exception {
        String fingerprint = fingerprint();
        Path other = folder.resolve("other");
        COMMAND.ok("keygen", "--output", other);
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        Files.copy(keys.resolve("hotsplice-signing.asc"), trusted.resolve("a.asc"));
        Files.copy(other.resolve("hotsplice-signing.asc"), trusted.resolve("b.asc"));
        COMMAND.ok("verify", "--trusted", trusted, bundle);
        Path list = folder.resolve("revoked.json");
        COMMAND.ok("revoke", "--list", list, "--key", other, "--revoked-key", fingerprint, "--reason", "it leaked");
        rejected("REVOKED", "verify", "--trusted", trusted, "--revocations", list, bundle);
    }

    private String fingerprint() {
        String out = COMMAND.ok("verify", "--trusted", keys, bundle);
        return out.substring(out.indexOf("signed by ") + 10).substring(0, 40);
    }

    @Test
    void listThatStrangerSigned_isNotHeeded() {
        Path other = folder.resolve("other");
        COMMAND.ok("keygen", "--output", other);
        Path list = folder.resolve("revoked.json");
        COMMAND.ok("revoke", "--list", list, "--key", other, "--update", bundle, "--reason", "mischief");
        rejected("UNKNOWN_KEY", "verify", "--trusted", keys, "--revocations", list, bundle);
    }

    @Test
    void nextEdition_keepsWhatWasRevoked() throws Exception {
        Path list = folder.resolve("revoked.json");
        COMMAND.ok("revoke", "--list", list, "--key", keys, "--update", bundle, "--reason", "wrong fix");
        COMMAND.ok("revoke", "--list", list, "--key", keys, "--revoked-key", "a".repeat(40), "--reason", "it leaked");
        String text = Files.readString(list);
        assertTrue(text.contains("\"sequence\": 2") && text.contains("wrong fix") && text.contains("it leaked"), text);
        rejected("REVOKED", "verify", "--trusted", keys, "--revocations", list, bundle);
    }

    @Test
    void alteredList_isRejected() throws Exception {
        Path list = folder.resolve("revoked.json");
        COMMAND.ok("revoke", "--list", list, "--key", keys, "--update", bundle, "--reason", "wrong fix");
        Files.writeString(list, Files.readString(list).replace("wrong fix", "right fix"));
        rejected("BAD_SIGNATURE", "verify", "--trusted", keys, "--revocations", list, bundle);
    }

    @Test
    void alteredList_isNotSignedAnew() throws Exception {
        Path list = folder.resolve("revoked.json");
        Object[] revoke = {"revoke", "--list", list, "--key", keys, "--update", bundle, "--reason", "wrong fix"};
        COMMAND.ok(revoke);
        String altered = Files.readString(list).replace("wrong fix", "right fix");
        Files.writeString(list, altered);
        COMMAND.refused(4, "REVOCATION_LIST_FOREIGN", revoke);
        assertEquals(altered, Files.readString(list));
        Files.delete(folder.resolve("revoked.json.sig"));
        COMMAND.refused(4, "REVOCATION_LIST_FOREIGN", revoke);
    }

    @Test
    void strangersList_isNotSignedAnew() {
        Path other = folder.resolve("other");
        COMMAND.ok("keygen", "--output", other);
        Path list = folder.resolve("revoked.json");
        COMMAND.ok("revoke", "--list", list, "--key", other, "--update", bundle, "--reason", "mischief");
        COMMAND.refused(
                4,
                "REVOCATION_LIST_FOREIGN",
                "revoke",
                "--list",
                list,
                "--key",
                keys,
                "--revoked-key",
                "a".repeat(40),
                "--reason",
                "it leaked");
    }

    @Test
    void packageWithList_carriesItToTheMachine() throws Exception {
        Tools.require("dpkg-deb");
        Path list = folder.resolve("revoked.json");
        COMMAND.ok("revoke", "--list", list, "--key", keys, "--revoked-key", "a".repeat(40), "--reason", "it leaked");
        Path deb = deb("--revocations", list);
        Path root = folder.resolve("root");
        assertEquals(
                0, Tools.run("dpkg-deb", "-x", deb.toString(), root.toString()).status());
        Path lists = root.resolve("usr/lib/hotsplice/revoked.d");
        Path installed = lists.resolve("6.1.0-47-amd64.json");
        assertEquals(Files.readString(list), Files.readString(installed));
        COMMAND.ok("verify", "--trusted", keys, "--revocations", lists, deb);
    }

    @Test
    void packageWithAScript_isRefused() throws Exception {
        Tools.require("dpkg-deb");
        Path tree = unpacked();
        Files.writeString(tree.resolve("DEBIAN/postinst"), "#!/bin/sh\ntrue\n");
        Files.setPosixFilePermissions(tree.resolve("DEBIAN/postinst"), PosixFilePermissions.fromString("rwxr-xr-x"));
        COMMAND.refused(4, "PACKAGE_INVALID", "verify", "--trusted", keys, rebuilt(tree));
    }

    @Test
    void packageWithAFileElsewhere_isRefused() throws Exception {
        Tools.require("dpkg-deb");
        Path tree = unpacked();
        Files.createDirectories(tree.resolve("etc/cron.d"));
        Files.writeString(tree.resolve("etc/cron.d/more"), "* * * * * root true\n");
        COMMAND.refused(4, "PACKAGE_INVALID", "verify", "--trusted", keys, rebuilt(tree));
    }

    @Test
    void packageWithALink_isRefused() throws Exception {
        Tools.require("dpkg-deb");
        Path tree = unpacked();
        Files.createSymbolicLink(tree.resolve("usr/lib/hotsplice/updates/6.1.0-47-amd64/more"), Path.of("/etc"));
        COMMAND.refused(4, "PACKAGE_INVALID", "verify", "--trusted", keys, rebuilt(tree));
    }

    @Test
    void packageThatWantsMore_isRefused() throws Exception {
        Tools.require("dpkg-deb");
        Path control = unpacked().resolve("DEBIAN/control");
        String text = Files.readString(control);
        for (String line : new String[] {
            "Depends: hotsplice, telnetd", "Depends: hotsplice\nConflicts: apt", "Depends: hotsplice\nEssential: yes"
        }) {
            Files.writeString(control, text.replace("Depends: hotsplice", line));
            COMMAND.refused(4, "PACKAGE_INVALID", "verify", "--trusted", keys, rebuilt(folder.resolve("tree")));
        }
    }

    @Test
    void successorsKey_travelsInAPackageAndIsTrusted() throws Exception {
        Tools.require("dpkg-deb");
        Path successor = folder.resolve("successor");
        COMMAND.ok("keygen", "--output", successor, "--successor-of", keys);
        Path deb = deb("--successor", successor);
        COMMAND.ok("verify", "--trusted", keys, deb);
        Path root = folder.resolve("root");
        assertEquals(
                0, Tools.run("dpkg-deb", "-x", deb.toString(), root.toString()).status());
        Path next = Samples.bundle(folder, "next");
        COMMAND.ok("sign", "--key", successor, next);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Path none = folder.resolve("none");
        MachineTrust.RevokedFolders nothing = new MachineTrust.RevokedFolders(none, none);
        MachineTrust trust = MachineTrust.read(keys, root.resolve("usr/lib/hotsplice/keys.d"), nothing, 1, clock);
        assertInstanceOf(VerificationResult.Trusted.class, trust.verifier().verify(next));
        MachineTrust without = MachineTrust.read(keys, none, nothing, 1, clock);
        assertInstanceOf(VerificationResult.Rejected.class, without.verifier().verify(next));
    }

    @Test
    void packageForTwoKernels_isRefused() throws Exception {
        Tools.require("dpkg-deb");
        Path tree = unpacked();
        Path more = tree.resolve("usr/lib/hotsplice/updates/6.12.1/x");
        Files.createDirectories(more);
        Files.writeString(more.resolve("manifest.json"), "{}");
        COMMAND.refused(4, "PACKAGE_INVALID", "verify", "--trusted", keys, rebuilt(tree));
    }

    @Test
    void alteredModuleInPackage_isRejected() throws Exception {
        Tools.require("dpkg-deb");
        Path tree = unpacked();
        Path module = tree.resolve("usr/lib/hotsplice/updates/6.1.0-47-amd64/u/u-0-new.ko");
        byte[] bytes = Files.readAllBytes(module);
        bytes[0] ^= 1;
        Files.write(module, bytes);
        rejected("DIGEST_MISMATCH", "verify", "--trusted", keys, rebuilt(tree));
    }

    private Path unpacked() throws IOException {
        Path tree = folder.resolve("tree");
        assertEquals(
                0,
                Tools.run("dpkg-deb", "-R", deb().toString(), tree.toString()).status());
        return tree;
    }

    private Path rebuilt(Path tree) throws IOException {
        Path file = folder.resolve("rebuilt.deb");
        assertEquals(
                0, Tools.run("dpkg-deb", "-b", tree.toString(), file.toString()).status());
        return file;
    }

    @Test
    void cutAndNonsensePackages_areRefused() throws Exception {
        byte[] bytes = Files.readAllBytes(deb());
        Path file = folder.resolve("cut.deb");
        for (int length = 0; length < bytes.length; length += 97) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            int status = COMMAND.run("verify", "--trusted", keys, file).status();
            assertTrue(status == 4 || status == 5, "length " + length + ": " + status);
        }
        Files.write(file, "!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        COMMAND.refused(4, "PACKAGE_INVALID", "verify", "--trusted", keys, file);
        assertFalse(COMMAND.run("inspect", file).err().contains("defect"));
    }

    @Test
    void flippedBytesOfAPackage_areNeverADefectAndNeverTrustedForOtherContent() throws Exception {
        byte[] bytes = Files.readAllBytes(deb());
        String sound = COMMAND.ok("verify", "--trusted", keys, deb()).replaceFirst("^trusted [^:]*", "");
        Path file = folder.resolve("flipped.deb");
        for (int at = 0; at < bytes.length; at += 13) {
            bytes[at] ^= 0x40;
            Files.write(file, bytes);
            Command.Run run = COMMAND.run("verify", "--trusted", keys, file);
            bytes[at] ^= 0x40;
            assertFalse(run.err().contains("defect"), "byte " + at + ": " + run.err());
            boolean same = run.out().replaceFirst("^trusted [^:]*", "").equals(sound);
            assertTrue(run.status() != 0 || same, "byte " + at + ": " + run.out());
        }
    }
}
