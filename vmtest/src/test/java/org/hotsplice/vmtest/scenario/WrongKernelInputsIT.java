/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.DebianPackages;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.KernelHeaders;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A source, a configuration or a compiler that the stock kernel was not built with; hotsplice-create on the host with
 * the kernel's files given one by one. Each has to be refused before an update is made of it.
 */
@SuppressWarnings("NullAway.Init")
class WrongKernelInputsIT {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final String UNIT = "net/ipv4/ip_options.c";

    private static GuestKernel kernel;
    private static Path folder;
    private static Path image;
    private static Path source;
    private static Path config;
    private static Fix fix;

    @BeforeAll
    static void unpackTheKernelsPackages() throws Exception {
        kernel = GuestKernel.resolve();
        folder = Path.of("target", "wrong-kernel-inputs").toAbsolutePath();
        Trees.delete(folder);
        image = folder.resolve("image");
        fix = Fix.make(kernel, Files.createDirectories(folder));
        unpack("linux-image-" + kernel.release(), image);
        unpack("linux-source-6.1", folder.resolve("package"));
        Command.of("tar", "-xf", "package/usr/src/linux-source-6.1.tar.xz")
                .in(folder)
                .limit(LIMIT)
                .mustRun();
        source = folder.resolve("linux-source-6.1");
        config = image.resolve("boot/config-" + kernel.release());
    }

    @AfterAll
    static void removeTrees() throws IOException {
        Trees.delete(folder.resolve("cache"));
        Trees.delete(source);
        Trees.delete(image);
    }

    private static void unpack(String name, Path into) throws IOException, InterruptedException {
        Path file = DebianPackages.obtain(name + "=" + kernel.version()).get(0);
        Command.of("dpkg-deb", "-x", file.toString(), into.toString())
                .limit(LIMIT)
                .mustRun();
    }

    private static CommandResult create(Path givenConfig) throws Exception {
        Path symvers = KernelHeaders.obtain(kernel).folder().resolve("Module.symvers");
        CommandResult result = Command.of(
                        Checkout.root().resolve("bin/hotsplice-create").toString(),
                        "--source=" + source,
                        "--config=" + givenConfig,
                        "--image=" + image.resolve("boot/vmlinuz-" + kernel.release()),
                        "--modules=" + image.resolve("lib/modules/" + kernel.release()),
                        "--symvers=" + symvers,
                        "--cache=" + folder.resolve("cache"),
                        "--patch=" + fix.patch(),
                        "--id=never",
                        "--output=" + folder.resolve("bundles"))
                .limit(LIMIT)
                .run();
        assertFalse(Files.exists(folder.resolve("bundles/never/manifest.json")), "a bundle was left");
        return result;
    }

    /** {@return a configuration in which one line stands for another} */
    private static Path config(String name, String from, String to) throws IOException {
        String text = Files.readString(config, StandardCharsets.UTF_8);
        String changed = text.replaceFirst("(?m)^" + from + "$", to);
        assertFalse(changed.equals(text), () -> "the kernel's configuration has no line " + from);
        return Files.writeString(folder.resolve(name), changed);
    }

    @Test
    void otherSource_isRefusedWithTheFirstFunctionThatDiffers() throws Exception {
        Path file = source.resolve(UNIT);
        String original = Files.readString(file, StandardCharsets.ISO_8859_1);
        String changed = original.replaceFirst("(?m)^void ip_options_undo\\([^{]*\\{", "$0\n\topt->faddr = 1;");
        assertFalse(changed.equals(original), "ip_options_undo is not where it was");
        Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
        try {
            CommandResult result = create(config);
            assertEquals(4, result.status(), result::output);
            assertTrue(result.output().contains("SOURCE_MISMATCH: " + UNIT + " "), result::output);
            assertTrue(result.output().matches("(?s).*expected [0-9a-f ]+, found [0-9a-f ]+.*"), result::output);
        } finally {
            Files.writeString(file, original, StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void configurationThatMakesOtherCode_isRefusedWithTheFirstFunctionThatDiffers() throws Exception {
        Path size = config(
                "size.config",
                "CONFIG_CC_OPTIMIZE_FOR_PERFORMANCE=y\n# CONFIG_CC_OPTIMIZE_FOR_SIZE is not set",
                "# CONFIG_CC_OPTIMIZE_FOR_PERFORMANCE is not set\nCONFIG_CC_OPTIMIZE_FOR_SIZE=y");
        CommandResult result = create(size);
        assertEquals(4, result.status(), result::output);
        assertTrue(result.output().contains("SOURCE_MISMATCH: " + UNIT + " "), result::output);
    }

    @Test
    void configurationThatTheSourceDoesNotAllow_isRefusedWithTheOption() throws Exception {
        CommandResult result =
                create(config("tracer.config", "CONFIG_FUNCTION_TRACER=y", "# CONFIG_FUNCTION_TRACER is not set"));
        assertEquals(4, result.status(), result::output);
        assertTrue(result.output().contains("CONFIG_DRIFT: CONFIG_"), result::output);
    }

    @Test
    void compilerOfAnotherVersion_isRefusedWithBothVersionsAndThePackage() throws Exception {
        CommandResult result = create(config(
                "compiler.config",
                "CONFIG_CC_VERSION_TEXT=.*",
                "CONFIG_CC_VERSION_TEXT=\"gcc-12 (Debian 12.1.0-99) 12.1.0\""));
        assertEquals(4, result.status(), result::output);
        assertTrue(result.output().contains("TOOLCHAIN_MISMATCH"), result::output);
        assertTrue(result.output().contains("gcc-12 (Debian 12.1.0-99) 12.1.0"), result::output);
        assertTrue(result.output().contains("gcc-12=12.1.0-99"), result::output);
    }

    @Test
    void compilerThatIsNotHere_isNamedAsAPackageToInstall() throws Exception {
        CommandResult result = create(config(
                "missing.config",
                "CONFIG_CC_VERSION_TEXT=.*",
                "CONFIG_CC_VERSION_TEXT=\"gcc-3 (Debian 3.4.6-10) 3.4.6\""));
        assertEquals(4, result.status(), result::output);
        assertTrue(result.output().contains("TOOLS_MISSING"), result::output);
        assertTrue(result.output().contains("apt-get install gcc-3=3.4.6-10"), result::output);
    }
}
