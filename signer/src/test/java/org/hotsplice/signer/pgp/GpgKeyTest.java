/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.pgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that gpg-agent holds sign bundles, packages and repositories as keys in files do. */
final class GpgKeyTest {
    // gpg makes its keys by the machine's clock.
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant NOW = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);

    @TempDir
    Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void makeAHome() throws IOException {
        Tools.require("gpg", "gpgconf");
        home = Files.createDirectory(
                folder.resolve("g"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @AfterEach
    void endTheAgent() throws IOException {
        Tools.run("gpgconf", "--homedir", home.toString(), "--kill", "all");
    }

    private Outcome gpg(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 5];
        String[] head = {"gpg", "--homedir", home.toString(), "--batch", "--quiet"};
        System.arraycopy(head, 0, command, 0, 5);
        System.arraycopy(arguments, 0, command, 5, arguments.length);
        Outcome outcome = Tools.run(command);
        assertEquals(0, outcome.status(), outcome.errors());
        return outcome;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa3072"})
    void agentsKey_signsABundleThatIsTrusted(String kind) throws Exception {
        String owner = "Publisher <publisher@example.org>";
        gpg("--passphrase", "", "--quick-generate-key", owner, kind, "sign", "never");
        Path publicKey = folder.resolve("key.asc");
        Files.write(publicKey, gpg("--armor", "--export", owner).output());
        Path bundle = Samples.bundle(folder, "u");
        Command command = Command.at(NOW.plusSeconds(60));
        command.ok("sign", "--gpg-home", home, "--gpg", "publisher@example.org", bundle);
        command.ok("verify", "--trusted", publicKey, bundle);
    }

    @Test
    void signingSubkey_signsABundleThatIsTrusted() throws Exception {
        String owner = "Publisher <publisher@example.org>";
        gpg("--passphrase", "", "--quick-generate-key", owner, "ed25519", "cert", "never");
        String fingerprint = fingerprint(owner);
        gpg("--passphrase", "", "--quick-add-key", fingerprint, "ed25519", "sign", "never");
        Path publicKey = folder.resolve("key.asc");
        Files.write(publicKey, gpg("--armor", "--export", owner).output());
        Path bundle = Samples.bundle(folder, "u");
        Command command = Command.at(NOW.plusSeconds(60));
        command.ok("sign", "--gpg-home", home, "--gpg", fingerprint, bundle);
        String out = command.ok("verify", "--trusted", publicKey, bundle);
        assertTrue(out.contains(fingerprint), out);
        // The same key from a file: the secret part of the subkey is what signs.
        Path secret = folder.resolve("secret.asc");
        Files.write(secret, gpg("--armor", "--export-secret-keys", owner).output());
        Path other = Samples.bundle(folder, "v");
        command.ok("sign", "--key", secret, other);
        command.ok("verify", "--trusted", publicKey, other);
    }

    @Test
    void revokedSubkey_isRejected() throws Exception {
        String owner = "Publisher <publisher@example.org>";
        gpg("--passphrase", "", "--quick-generate-key", owner, "ed25519", "sign", "never");
        Path bundle = Samples.bundle(folder, "u");
        Command command = Command.at(NOW.plusSeconds(60));
        command.ok("sign", "--gpg-home", home, "--gpg", owner, bundle);
        Path revocation = home.resolve("openpgp-revocs.d").resolve(fingerprint(owner) + ".rev");
        Path usable = folder.resolve("revocation.asc");
        Files.writeString(usable, Files.readString(revocation).replace(":-----BEGIN", "-----BEGIN"));
        gpg("--import", usable.toString());
        Path publicKey = folder.resolve("key.asc");
        Files.write(publicKey, gpg("--armor", "--export", owner).output());
        Command.Run run = command.run("verify", "--trusted", publicKey, bundle);
        assertEquals(5, run.status(), run.out() + run.err());
        assertTrue(run.out().contains("REVOKED"), run.out());
    }

    private String fingerprint(String owner) throws IOException {
        return gpg("--with-colons", "--list-keys", owner)
                .text()
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":", -1)[9])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void agentsKey_signsARepositoryThatGpgTakes() throws Exception {
        String owner = "Publisher <publisher@example.org>";
        gpg("--passphrase", "", "--quick-generate-key", owner, "ed25519", "sign", "never");
        Path repository = folder.resolve("apt");
        Command.at(NOW.plusSeconds(60)).ok("publish", "--apt", repository, "--gpg-home", home, "--gpg", owner);
        Outcome verified = gpg(
                "--ignore-time-conflict",
                "--verify",
                repository.resolve("dists/stable/InRelease").toString());
        assertTrue(verified.errors().contains("Good signature"), verified.errors());
    }

    @Test
    void agentsKey_signsAnRpmAndADnfRepository() throws Exception {
        Tools.require("rpmkeys");
        String owner = "Publisher <publisher@example.org>";
        gpg("--passphrase", "", "--quick-generate-key", owner, "ed25519", "sign", "never");
        Path publicKey = folder.resolve("key.asc");
        Files.write(publicKey, gpg("--armor", "--export", owner).output());
        Path bundle = Samples.bundle(folder, "u");
        Command command = Command.at(NOW.plusSeconds(60));
        Path packages = folder.resolve("packages");
        command.ok("sign", "--gpg-home", home, "--gpg", owner, bundle);
        command.ok(
                "package",
                "--rpm",
                "--package-version",
                "1",
                "--gpg-home",
                home,
                "--gpg",
                owner,
                "--output",
                packages,
                bundle);
        Path rpm = packages.resolve("hotsplice-updates-6.1.0-47-amd64-1-1.x86_64.rpm");
        String database = "--dbpath=" + folder.resolve("rpmdb");
        String key = publicKey.toString();
        assertEquals(0, Tools.run("rpmkeys", database, "--import", key).status());
        Outcome checked = Tools.run("rpmkeys", database, "-Kv", rpm.toString());
        assertEquals(0, checked.status(), checked.text() + checked.errors());
        assertTrue(checked.text().contains("Header V4 EdDSA/SHA512 Signature"), checked.text());
        assertFalse(checked.text().contains("NOKEY"), checked.text());

        Path repository = folder.resolve("dnf");
        command.ok("publish", "--dnf", repository, "--gpg-home", home, "--gpg", owner, rpm);
        Path metadata = repository.resolve("repodata/repomd.xml");
        Outcome verified = gpg("--ignore-time-conflict", "--verify", metadata + ".asc", metadata.toString());
        assertTrue(verified.errors().contains("Good signature"), verified.errors());
    }

    /** In a process of its own, whose path has no gpg. */
    @Test
    void missingGpg_isToldAsSuch() throws Exception {
        Path bundle = Samples.bundle(folder, "u");
        Outcome outcome = Tools.run(
                Map.of("PATH", folder.toString()),
                Tools.signCommand(List.of("sign", "--gpg", "publisher@example.org", bundle.toString())));
        assertEquals(4, outcome.status(), outcome.errors());
        assertTrue(
                outcome.errors().contains("GPG_FAILED") && outcome.errors().contains("install gnupg"),
                outcome.errors());
    }

    @Test
    void missingKey_isRefused() throws Exception {
        Path bundle = Samples.bundle(folder, "u");
        Command.at(NOW).refused(4, "GPG_FAILED", "sign", "--gpg-home", home, "--gpg", "nobody@example.org", bundle);
        Command.at(NOW).refused(4, "GPG_FAILED", "sign", "--gpg-home", home, "--gpg=-x", bundle);
    }

    @Test
    void lockedKeyWithoutAnyoneToAsk_isRefused() throws Exception {
        String owner = "Publisher <publisher@example.org>";
        Files.writeString(home.resolve("gpg-agent.conf"), "pinentry-program /bin/false\n");
        gpg(
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "secret",
                "--quick-generate-key",
                owner,
                "ed25519",
                "sign",
                "never");
        Tools.run("gpgconf", "--homedir", home.toString(), "--kill", "all");
        Path bundle = Samples.bundle(folder, "u");
        Command.at(NOW).refused(4, "GPG_FAILED", "sign", "--gpg-home", home, "--gpg", owner, bundle);
    }
}
