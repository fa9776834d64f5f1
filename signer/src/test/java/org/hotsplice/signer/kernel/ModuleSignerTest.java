/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Module signatures, judged by the kernel's sign-file, openssl and modinfo. */
final class ModuleSignerTest {
    private static final byte[] MODULE = "made-up module".getBytes(StandardCharsets.UTF_8);
    private static final int TAIL = 12 + 28;

    @TempDir
    Path folder;

    private Path key = Path.of("");
    private Path certificate = Path.of("");

    @BeforeEach
    void nameTheFiles() {
        Tools.require("openssl");
        key = folder.resolve("module.key");
        certificate = folder.resolve("module.pem");
    }

    private ModuleSigner signer(String... algorithm) throws Exception {
        String[] head = {"openssl", "req", "-x509", "-nodes", "-days", "30", "-subj", "/CN=Module key"};
        String[] tail = {"-keyout", key.toString(), "-out", certificate.toString()};
        String[] command =
                Stream.of(head, algorithm, tail).flatMap(Arrays::stream).toArray(String[]::new);
        Outcome outcome = Tools.run(command);
        assertEquals(0, outcome.status(), outcome.errors());
        return new ModuleSigner(ModuleKey.read(key, certificate, Instant.now()));
    }

    private Path message(byte[] signed) throws IOException {
        int length = ByteBuffer.wrap(signed).getInt(signed.length - 28 - 4);
        int end = signed.length - TAIL;
        return Files.write(folder.resolve("message"), Arrays.copyOfRange(signed, end - length, end));
    }

    private Outcome verify(Path message, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("content"), content);
        return Tools.run(
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                message.toString(),
                "-content",
                file.toString(),
                "-certfile",
                certificate.toString(),
                "-nointern",
                "-noverify",
                "-out",
                folder.resolve("out").toString());
    }

    @Test
    void rsaSignature_isGoodForOpenssl() throws Exception {
        byte[] signed = signer("-newkey", "rsa:2048").sign(MODULE);
        Path message = message(signed);
        assertEquals(0, verify(message, MODULE).status());
        byte[] other = MODULE.clone();
        other[0] ^= 1;
        assertEquals(4, verify(message, other).status());
    }

    @Test
    void ecdsaSignature_isGoodForOpenssl() throws Exception {
        byte[] signed =
                signer("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384").sign(MODULE);
        assertEquals(0, verify(message(signed), MODULE).status());
    }

    @Test
    void signature_equalsThatOfTheKernelsOwnProgram() throws Exception {
        Optional<Path> signFile = signFile();
        assumeTrue(signFile.isPresent(), "skipped: no scripts/sign-file under /usr/lib or /usr/src");
        ModuleSigner signer = signer("-newkey", "rsa:2048");
        Path module = Files.write(folder.resolve("x.ko"), MODULE);
        Outcome outcome = Tools.run(
                signFile.get().toString(), "sha256", key.toString(), certificate.toString(), module.toString());
        assertEquals(0, outcome.status(), outcome.errors());
        assertArrayEquals(Files.readAllBytes(module), signer.sign(MODULE));
    }

    private static Optional<Path> signFile() throws IOException {
        for (String root : new String[] {"/usr/lib", "/usr/src"}) {
            try (Stream<Path> entries = Files.list(Path.of(root))) {
                Optional<Path> found = entries.map(entry -> entry.resolve("scripts/sign-file"))
                        .filter(Files::isExecutable)
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    @Test
    void signedAgain_replacesTheSignature() throws Exception {
        ModuleSigner signer = signer("-newkey", "rsa:2048");
        byte[] once = signer.sign(MODULE);
        assertArrayEquals(once, signer.sign(once));
        assertArrayEquals(MODULE, ModuleSigner.withoutSignature(once));
    }

    @Test
    void bundlesModules_areSignedAndListedAsTheyAreThen() throws Exception {
        signer("-newkey", "rsa:2048");
        Command command = Command.at(Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        Path keys = folder.resolve("keys");
        command.ok("keygen", "--output", keys);
        Path bundle = Samples.bundle(folder, "u");
        byte[] before = Files.readAllBytes(bundle.resolve("u-0-new.ko"));
        command.ok("sign", "--key", keys, "--module-key", key, "--module-certificate", certificate, bundle);
        command.ok("verify", "--trusted", keys, bundle);
        byte[] signed = Files.readAllBytes(bundle.resolve("u-0-new.ko"));
        assertArrayEquals(before, ModuleSigner.withoutSignature(signed));
        assertEquals(0, verify(message(signed), before).status());
        assertEquals("what changes in u\n", Files.readString(bundle.resolve("report.txt")));
    }

    @Test
    void modinfo_namesTheSigner() throws Exception {
        Tools.require("modinfo", "gcc");
        Path source = Files.writeString(
                folder.resolve("m.c"),
                "const char license[] __attribute__((section(\".modinfo\"))) = \"license=GPL\";\n");
        Path module = folder.resolve("m.ko");
        assertEquals(
                0,
                Tools.run("gcc", "-c", "-o", module.toString(), source.toString())
                        .status());
        Files.write(module, signer("-newkey", "rsa:2048").sign(Files.readAllBytes(module)));
        Outcome outcome = Tools.run("modinfo", module.toString());
        assertTrue(outcome.text().contains("Module key"), outcome.text() + outcome.errors());
        assertTrue(outcome.text().contains("sha256"), outcome.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void nonsenseForAKey_isRefused(String text) throws Exception {
        signer("-newkey", "rsa:2048");
        Path keys = folder.resolve("keys");
        Command command = Command.at(Instant.now());
        command.ok("keygen", "--output", keys);
        Path bundle = Samples.bundle(folder, "u");
        Path wrong = Files.writeString(folder.resolve("wrong"), text);
        command.refused(
                4,
                "MODULE_KEY_INVALID",
                "sign",
                "--key",
                keys,
                "--module-key",
                wrong,
                "--module-certificate",
                certificate,
                bundle);
        command.refused(
                4,
                "MODULE_KEY_INVALID",
                "sign",
                "--key",
                keys,
                "--module-key",
                key,
                "--module-certificate",
                wrong,
                bundle);
    }

    @Test
    void expiredCertificate_isRefused() throws Exception {
        signer("-newkey", "rsa:2048");
        Path keys = folder.resolve("keys");
        Command later = Command.at(Instant.now().plus(Duration.ofDays(40)));
        later.ok("keygen", "--output", keys);
        later.refused(
                4,
                "MODULE_KEY_INVALID",
                "sign",
                "--key",
                keys,
                "--module-key",
                key,
                "--module-certificate",
                certificate,
                Samples.bundle(folder, "u"));
    }

    @Test
    void keyWithoutCertificate_isAUsageError() throws Exception {
        Path keys = folder.resolve("keys");
        Command.at(Instant.now()).ok("keygen", "--output", keys);
        assertEquals(
                2,
                Command.at(Instant.now())
                        .run("sign", "--key", keys, "--module-key", key, Samples.bundle(folder, "u"))
                        .status());
    }
}
