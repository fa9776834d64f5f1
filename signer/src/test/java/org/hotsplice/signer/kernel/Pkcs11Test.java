/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernel modules are signed by a key that lies in a token: SoftHSM in place of a card. */
final class Pkcs11Test {
    private static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    Path folder;

    private Map<String, String> environment = Map.of();
    private Path keys = Path.of("");

    @BeforeEach
    void makeAToken() throws Exception {
        Tools.require("softhsm2-util", "openssl");
        assumeTrue(Files.exists(LIBRARY), "skipped: " + LIBRARY + " is not installed");
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Path configuration = folder.resolve("softhsm2.conf");
        Files.writeString(configuration, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        environment = Map.of("SOFTHSM2_CONF", configuration.toString());
        succeed("softhsm2-util", "--init-token", "--free", "--label", "test", "--so-pin", "1234", "--pin", "5678");
        String key = folder.resolve("module.key").toString();
        String certificate = folder.resolve("module.pem").toString();
        succeed(
                "openssl",
                "req",
                "-x509",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=Token key",
                "-newkey",
                "rsa:2048",
                "-keyout",
                key,
                "-out",
                certificate);
        succeed(java(TokenFiller.class.getName(), LIBRARY.toString(), "5678", "modules", key, certificate));
        keys = folder.resolve("keys");
        Command.at(Instant.now().minusSeconds(60)).ok("keygen", "--output", keys);
        Files.writeString(folder.resolve("pin"), "5678\n");
    }

    private void succeed(String... command) throws IOException {
        Outcome outcome = Tools.run(environment, command);
        assertEquals(0, outcome.status(), outcome.text() + outcome.errors());
    }

    private static String[] java(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path", ""),
                mainClass));
        command.addAll(List.of(arguments));
        return command.toArray(new String[0]);
    }

    private Outcome sign(Path bundle, String label, String pin) throws IOException {
        return Tools.run(
                environment,
                java(
                        "org.hotsplice.signer.cli.SignCommand",
                        "sign",
                        "--key",
                        keys.toString(),
                        "--pkcs11-library",
                        LIBRARY.toString(),
                        "--pkcs11-label",
                        label,
                        "--pkcs11-pin-file",
                        pin,
                        bundle.toString()));
    }

    @Test
    void keyInAToken_signsAsTheSameKeyInAFileDoes() throws Exception {
        Path bundle = Samples.bundle(folder, "u");
        byte[] plain = Files.readAllBytes(bundle.resolve("u-0-new.ko"));
        Outcome outcome = sign(bundle, "modules", folder.resolve("pin").toString());
        assertEquals(0, outcome.status(), outcome.text() + outcome.errors());
        ModuleKey inFile = ModuleKey.read(folder.resolve("module.key"), folder.resolve("module.pem"), Instant.now());
        byte[] due = new ModuleSigner(inFile).sign(plain);
        assertTrue(java.util.Arrays.equals(due, Files.readAllBytes(bundle.resolve("u-0-new.ko"))));
    }

    @Test
    void wrongPinOrLabel_isRefused() throws Exception {
        Path bundle = Samples.bundle(folder, "u");
        Path wrong = Files.writeString(folder.resolve("wrong"), "0000\n");
        Outcome locked = sign(bundle, "modules", wrong.toString());
        assertEquals(4, locked.status(), locked.errors());
        assertTrue(locked.errors().contains("MODULE_KEY_INVALID"), locked.errors());
        Outcome missing = sign(bundle, "nothing", folder.resolve("pin").toString());
        assertEquals(4, missing.status(), missing.errors());
        assertFalse(Files.exists(bundle.resolve("manifest.json.sig")));
    }
}
