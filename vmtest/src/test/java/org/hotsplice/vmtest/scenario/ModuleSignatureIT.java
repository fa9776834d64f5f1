/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hotsplice.vmtest.BuiltInCertificate;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.KernelHeaders;
import org.hotsplice.vmtest.KernelLog;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Machine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The stock kernel's own verdict on modules that hotsplice-sign signed: it runs with module.sig_enforce=1, and the one
 * certificate that it has built in is of a key made here. Even what reaches its disk is loaded by signatures of that
 * key.
 */
@Tag("thorough")
@SuppressWarnings("NullAway.Init")
class ModuleSignatureIT {
    private static final String SIGNER = "Module key of the scenario";

    /** TAINT_UNSIGNED_MODULE (include/linux/panic.h). */
    private static final long UNSIGNED_TAINT = 1L << 13;

    private static final String REFUSED = "Key was rejected by service";

    private static Shop shop;
    private static Fix fix;
    private static Path work;
    private static ModuleKeyPair trusted;
    private static Machine machine;
    private static Path unsignedCore;
    private static String originalText;

    @BeforeAll
    static void prepare() throws Exception {
        shop = Shop.open("module-signatures");
        work = shop.work();
        fix = shop.createFix();
        trusted = ModuleKeyPair.make(work.resolve("trusted"), SIGNER);
        List<Path> client = new ArrayList<>();
        for (Path file : shop.workshop().clientPackages()) {
            if (file.getFileName().toString().startsWith("hotsplice_")) {
                client.add(file);
            } else {
                unsignedCore = file;
            }
        }
        client.add(shop.workshop().kernelModulePackage(trusted.key(), trusted.certificate()));
        machine = new Machine(rigThatTrusts(trusted)
                .boot(
                        "module-signatures",
                        VmConfig.of(VmConfig.Start.BARE).withKernelArguments("module.sig_enforce=1")));
        machine.enroll(client, shop.publisher());
        originalText = text();
    }

    @AfterAll
    static void end() throws Exception {
        if (machine != null) {
            machine.vm().close();
        }
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        machine.vm().run("dpkg --purge " + packageName() + "; rm -rf /root/in /var/lib/hotsplice/sequences");
        assertEquals("", machine.states());
        assertEquals(originalText, text());
        KernelLog log = machine.kernelLog();
        assertEquals(List.of(), log.problems());
        assertEquals(0, log.taint() & UNSIGNED_TAINT, "a module without a good signature was loaded");
    }

    private static Rig rigThatTrusts(ModuleKeyPair pair) throws Exception {
        Rig stock = shop.rig();
        Path folder = Files.createDirectories(work.resolve("kernel"));
        Path kernel = folder.resolve("vmlinux");
        BuiltInCertificate.exchange(stock.kernelFile(), pair.der(), kernel);
        Path modules = folder.resolve("modules");
        Trees.copy(stock.image().bootModules(), modules);
        Path program = KernelHeaders.obtain(stock.kernel()).signFile();
        try (Stream<Path> files = Files.list(modules)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ko")).toList()) {
                Command.of(
                                program.toString(),
                                "sha256",
                                pair.key().toString(),
                                pair.certificate().toString(),
                                file.toString())
                        .mustRun();
            }
        }
        return stock.withKernel(kernel, modules, folder);
    }

    private static String text() throws IOException {
        return machine.text("ip_options_get");
    }

    private static String packageName() {
        return "hotsplice-updates-" + shop.rig().kernel().release();
    }

    /** {@return a copy of the update, signed by the publisher, with its modules signed as these words say} */
    private static Path signedUpdate(String name, Map<String, String> environment, String... moduleOptions)
            throws IOException, InterruptedException {
        Path bundle = Files.createDirectories(work.resolve(name)).resolve(fix.id());
        Trees.copy(shop.workshop().bundle(fix.id()), bundle);
        List<String> words = new ArrayList<>(
                List.of(shop.workshop().checkout().resolve("bin/hotsplice-sign").toString(), "sign"));
        words.addAll(List.of("--key", shop.publisher().keys().toString(), "--sequence", "1"));
        words.addAll(List.of(moduleOptions));
        words.add(bundle.toString());
        Command command = Command.of(words);
        environment.forEach(command::environment);
        command.mustRun();
        return bundle;
    }

    private static void install(Path bundle) throws IOException, InterruptedException {
        Path file = shop.publisher().buildPackage(bundle);
        machine.vm().push("/root/in", file);
        machine.vm().mustRun("dpkg -i /root/in/" + file.getFileName());
    }

    private static Path module(Path bundle, String ending) throws IOException {
        try (Stream<Path> files = Files.list(bundle)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new IOException(bundle + " has no " + ending));
        }
    }

    private static void assertApplied(Path bundle) throws Exception {
        install(bundle);
        assertEquals("applied", machine.states(), () -> list());
        assertNotEquals(originalText, text());
        String signer =
                machine.vm().mustRun("modinfo -F signer /usr/lib/hotsplice/updates/*/" + fix.id() + "/*.ko | sort -u");
        assertEquals(SIGNER, signer.trim());
    }

    private static String list() {
        try {
            return machine.vm().run("hotsplice list").output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The client says what the administrator can do, and the kernel says why it did not take the module. */
    private static void assertRefused(Path bundle, String reason) throws Exception {
        KernelLog before = machine.kernelLog();
        install(bundle);
        assertEquals("", machine.states());
        String list = list();
        assertTrue(list.contains("MODULE_SIGNATURE: "), list);
        assertTrue(list.contains("mokutil --import"), list);
        assertTrue(
                machine.kernelLog().since(before).lines().stream().anyMatch(line -> line.contains(reason)),
                () -> "the kernel did not say: " + reason);
    }

    @Test
    void kernel_knowsTheKeyOfTheScenarioAlone() throws Exception {
        List<String> loaded = machine.kernelLog().lines().stream()
                .filter(line -> line.contains("Loaded X.509 cert"))
                .toList();
        assertEquals(1, loaded.size(), loaded::toString);
        assertTrue(loaded.get(0).contains("'" + SIGNER + ": "), loaded::toString);
        assertEquals(
                "Y",
                machine.vm()
                        .mustRun("cat /sys/module/module/parameters/sig_enforce")
                        .trim());
        // The distribution's own modules are signed by a key that it does not know.
        CommandResult stock = machine.vm().run("modprobe dummy");
        assertFalse(stock.ok());
        assertTrue(stock.output().contains(REFUSED), stock::output);
    }

    @Test
    void modulesSignedByAKeyInAFile_areLoadedAndApplied() throws Exception {
        assertApplied(signedUpdate("file", Map.of(), trusted.fileOptions()));
    }

    @Test
    void modulesSignedByAKeyInAToken_areLoadedAndApplied() throws Exception {
        assumeTrue(
                Files.exists(ModuleKeyPair.TOKEN_LIBRARY),
                "skipped: " + ModuleKeyPair.TOKEN_LIBRARY + " is not installed");
        ModuleKeyPair inToken = new ModuleKeyPair(Files.createDirectories(work.resolve("token-key")));
        Files.copy(trusted.key(), inToken.key());
        Files.copy(trusted.certificate(), inToken.certificate());
        inToken.moveIntoToken();
        assertApplied(signedUpdate("token", inToken.tokenEnvironment(), inToken.tokenOptions()));
    }

    @Test
    void unsignedModules_areRefused() throws Exception {
        assertRefused(signedUpdate("unsigned", Map.of()), "Loading of unsigned module is rejected");
    }

    @Test
    void modulesOfAnotherKey_areRefused() throws Exception {
        ModuleKeyPair stranger = ModuleKeyPair.make(work.resolve("stranger-key"), "Another key");
        assertRefused(
                signedUpdate("stranger", Map.of(), stranger.fileOptions()),
                "Loading of module with unavailable key is rejected");
    }

    /** Loaded without the client, which would see it before. */
    @Test
    void moduleWithAFlippedBit_isRefused() throws Exception {
        Path bundle = signedUpdate("flipped", Map.of(), trusted.fileOptions());
        Path module = module(bundle, "-ref.ko");
        Tampering.flip(module, Files.size(module) / 2);
        machine.vm().push("/root/in", module);
        CommandResult result = machine.vm().run("insmod /root/in/" + module.getFileName());
        assertFalse(result.ok());
        assertTrue(result.output().contains(REFUSED), result::output);
    }

    @Test
    void unsignedCoreModule_isRefusedAndTheClientSaysSo() throws Exception {
        machine.vm().push("/root/in", unsignedCore);
        machine.vm().mustRun("rmmod hotsplice 2>/dev/null; dpkg -i /root/in/" + unsignedCore.getFileName());
        Path bundle = signedUpdate("core", Map.of(), trusted.fileOptions());
        install(bundle);
        String status = machine.status();
        Path signed = shop.workshop().kernelModulePackage(trusted.key(), trusted.certificate());
        machine.vm().push("/root/in", signed);
        machine.vm().mustRun("dpkg -i /root/in/" + signed.getFileName());
        assertTrue(status.contains("CORE_MISSING: "), status);
        assertTrue(status.contains(REFUSED), status);
        assertTrue(status.contains("under Secure Boot"), status);
        assertEquals("applied", machine.states(), () -> list());
    }
}
