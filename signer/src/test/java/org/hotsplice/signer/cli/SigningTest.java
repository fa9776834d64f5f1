/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and signatures over bundles, with gpg as the judge. */
final class SigningTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Command COMMAND = Command.at(NOW);

    @TempDir
    Path folder;

    private Path keys(String name, Object... more) {
        Path keys = folder.resolve(name);
        Object[] arguments = new Object[more.length + 3];
        Object[] head = {"keygen", "--output", keys};
        System.arraycopy(head, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        COMMAND.ok(arguments);
        return keys;
    }

    private Path signed(Path keys) throws Exception {
        Path bundle = Samples.bundle(folder, "u");
        COMMAND.ok("sign", "--key", keys, bundle);
        return bundle;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa4096"})
    void signature_isGoodForGpg(String kind) throws Exception {
        Tools.require("gpg");
        Path keys = keys("keys", "--kind", kind);
        Path bundle = signed(keys);
        Path home = Files.createDirectory(
                folder.resolve("gnupg"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String publicKey = keys.resolve("hotsplice-signing.asc").toString();
        Outcome imported = Tools.run("gpg", "--homedir", home.toString(), "--batch", "--import", publicKey);
        assertEquals(0, imported.status(), imported.errors());
        Outcome verified = Tools.run(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--verify",
                bundle.resolve("manifest.json.sig").toString(),
                bundle.resolve("manifest.json").toString());
        assertEquals(0, verified.status(), verified.errors());
        assertTrue(verified.errors().contains("Good signature"), verified.errors());
    }

    @Test
    void secretKeyFile_isForItsOwnerOnly() throws Exception {
        Path file = keys("keys").resolve("hotsplice-signing.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void existingKey_isNotOverwritten() throws Exception {
        Path keys = keys("keys");
        byte[] before = Files.readAllBytes(keys.resolve("hotsplice-signing.key"));
        COMMAND.refused(4, "OUTPUT_EXISTS", "keygen", "--output", keys);
        assertArrayEquals(before, Files.readAllBytes(keys.resolve("hotsplice-signing.key")));
    }

    @Test
    void signedTwiceAtTheSameTime_givesTheSameBytes() throws Exception {
        Path keys = keys("keys");
        Path first = Samples.bundle(folder.resolve("a"), "u");
        Path second = Samples.bundle(folder.resolve("b"), "u");
        COMMAND.ok("sign", "--key", keys, first);
        COMMAND.ok("sign", "--key", keys, second);
        for (String name : new String[] {"manifest.json", "manifest.json.sig"}) {
            assertArrayEquals(Files.readAllBytes(first.resolve(name)), Files.readAllBytes(second.resolve(name)));
        }
    }

    @Test
    void secondKey_addsItsSignatureOverTheSameBytes() throws Exception {
        Path alice = keys("alice");
        Path bob = keys("bob");
        Path bundle = signed(alice);
        byte[] manifest = Files.readAllBytes(bundle.resolve("manifest.json"));
        Path trusted = Files.createDirectory(folder.resolve("trusted"));
        Files.copy(alice.resolve("hotsplice-signing.asc"), trusted.resolve("alice.asc"));
        Files.copy(bob.resolve("hotsplice-signing.asc"), trusted.resolve("bob.asc"));
        Command.Run run = COMMAND.run("verify", "--trusted", trusted, "--threshold", "2", bundle);
        assertEquals(5, run.status(), run.out());
        assertTrue(run.out().contains("TOO_FEW_SIGNATURES"), run.out());

        Command.at(NOW.plusSeconds(60)).ok("sign", "--key", bob, "--key", alice, bundle);
        assertArrayEquals(manifest, Files.readAllBytes(bundle.resolve("manifest.json")));
        COMMAND.ok("verify", "--trusted", trusted, "--threshold", "2", bundle);
        assertTrue(COMMAND.ok("inspect", bundle).contains("signatures "));
    }

    @Test
    void reissued_getsAHigherSequence() throws Exception {
        Path keys = keys("keys");
        Path bundle = signed(keys);
        assertTrue(COMMAND.ok("inspect", bundle).contains("sequence   20260301120000,"));
        Command.at(NOW.plusSeconds(60)).ok("sign", "--reissue", "--key", keys, bundle);
        assertTrue(COMMAND.ok("inspect", bundle).contains("sequence   20260301120100,"));
        COMMAND.ok("verify", "--trusted", keys, bundle);
    }

    @ParameterizedTest
    @CsvSource({"--sequence,20270101000000", "--expires,2027-06-01T00:00:00Z"})
    void optionThatWouldNotBeHeeded_isRefusedForASignedBundle(String option, String value) throws Exception {
        Path keys = keys("keys");
        Path bundle = signed(keys);
        byte[] before = Files.readAllBytes(bundle.resolve("manifest.json"));
        Path unsigned = Samples.bundle(folder, "v");
        COMMAND.refused(4, "ALREADY_SIGNED", "sign", "--key", keys, option, value, unsigned, bundle);
        assertFalse(Files.exists(unsigned.resolve("manifest.json.sig")), "all are looked at before one is signed");
        assertArrayEquals(before, Files.readAllBytes(bundle.resolve("manifest.json")));
        COMMAND.ok("sign", "--reissue", "--sequence", "20270101000000", "--key", keys, bundle);
        COMMAND.ok("verify", "--trusted", keys, bundle);
    }

    @Test
    void reissueWithoutAHigherSequence_isRefused() throws Exception {
        Path keys = keys("keys");
        Path bundle = signed(keys);
        for (String number : List.of("1", "20260301120000")) {
            COMMAND.refused(4, "SEQUENCE_NOT_HIGHER", "sign", "--reissue", "--sequence", number, "--key", keys, bundle);
        }
        assertTrue(COMMAND.ok("sign", "--reissue", "--key", keys, bundle).contains("sequence 20260301120001,"));
    }

    @Test
    void severalBundles_getAscendingSequences() throws Exception {
        Path keys = keys("keys");
        String out = COMMAND.ok(
                "sign",
                "--sequence",
                41,
                "--key",
                keys,
                Samples.bundle(folder, "a"),
                Samples.bundle(folder, "b"),
                Samples.bundle(folder, "c"));
        assertTrue(out.contains("a, sequence 41") && out.contains("b, sequence 42") && out.contains("c, sequence 43"));
    }

    @Test
    void publicKeyGivenForSigning_isRefused() throws Exception {
        Path file = keys("keys").resolve("hotsplice-signing.asc");
        COMMAND.refused(4, "KEY_NOT_SECRET", "sign", "--key", file, Samples.bundle(folder, "u"));
    }

    @Test
    void lockedKey_opensWithItsPassphraseOnly() throws Exception {
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "battery staple\n");
        Path keys = keys("keys", "--passphrase-file", passphrase);
        Path bundle = Samples.bundle(folder, "u");
        COMMAND.refused(4, "KEY_LOCKED", "sign", "--key", keys, bundle);
        COMMAND.refused(4, "KEY_LOCKED", "sign", "--key", keys, "--passphrase-file", wrong, bundle);
        assertFalse(Files.exists(bundle.resolve("manifest.json.sig")));
        COMMAND.ok("sign", "--key", keys, "--passphrase-file", passphrase, bundle);
    }

    @Test
    void expiredKey_isRefused() throws Exception {
        Path keys = keys("keys", "--valid-days", 10);
        Command.at(NOW.plus(Duration.ofDays(11)))
                .refused(4, "KEY_UNUSABLE", "sign", "--key", keys, Samples.bundle(folder, "u"));
    }

    @Test
    void missingKeyFile_isReported() throws Exception {
        Command.Run run = COMMAND.run("sign", "--key", folder.resolve("none"), Samples.bundle(folder, "u"));
        assertEquals(1, run.status());
        assertTrue(run.err().contains("none: NoSuchFile"), run.err());
    }

    @Test
    void noKey_isAUsageError() throws Exception {
        assertEquals(2, COMMAND.run("sign", Samples.bundle(folder, "u")).status());
    }

    @Test
    void damagedBundle_isNotSigned() throws Exception {
        Path bundle = Samples.bundle(folder, "u");
        Files.writeString(bundle.resolve("u-0-new.ko"), "something else");
        COMMAND.refused(5, "DIGEST_MISMATCH", "sign", "--key", keys("keys"), bundle);
        assertFalse(Files.exists(bundle.resolve("manifest.json.sig")));
    }

    @Test
    void nonsenseBesideTheManifest_isNotTakenForASignature() throws Exception {
        Path keys = keys("keys");
        Path bundle = signed(keys);
        Files.writeString(bundle.resolve("manifest.json.sig"), "not a signature");
        COMMAND.refused(4, "SIGNATURE_FILE_INVALID", "sign", "--key", keys, bundle);
        COMMAND.ok("sign", "--reissue", "--key", keys, bundle);
    }

    @Test
    void json_tellsResultsAndRefusals() throws Exception {
        Path keys = keys("keys");
        Path bundle = Samples.bundle(folder, "u");
        String out = COMMAND.ok("sign", "--json", "--key", keys, bundle);
        assertTrue(out.contains("\"id\": \"u\"") && out.contains("\"sequence\": 20260301120000"), out);
        Command.Run run = COMMAND.run("keygen", "--json", "--output", keys);
        assertTrue(run.out().contains("\"error\": \"OUTPUT_EXISTS\""), run.out());
        assertTrue(COMMAND.ok("inspect", "--json", bundle).contains("\"cves\": []"));
    }

    @Test
    void everySubcommand_explainsItself() {
        for (String name : SignCommand.commandLine(java.time.Clock.systemUTC())
                .getSubcommands()
                .keySet()) {
            String help = COMMAND.ok(name, "--help");
            assertTrue(name.equals("help") || help.contains("Example"), name + ": " + help);
        }
    }
}
