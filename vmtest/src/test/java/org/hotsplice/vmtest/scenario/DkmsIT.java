/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.vmtest.BuildRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.Workshop;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** hotsplice-dkms with the real DKMS: what it builds is loaded by the kernel that it was built for. */
@SuppressWarnings("NullAway.Init")
@Tag("thorough")
class DkmsIT {
    private static final String DATABASE = "/var/lib/rpm-of-test";

    private static Rig rig;
    private static Path folder;
    private static BuildRoot root;
    private static Path module;

    @BeforeAll
    static void prepare() throws Exception {
        rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        folder = Files.createDirectories(Path.of("target", "dkms").toAbsolutePath());
        root = BuildRoot.obtain(rig.kernel(), System.out::println);
        module = root.tree().resolve("lib/modules/" + rig.kernel().release() + "/updates/dkms/hotsplice.ko");
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        assertFalse(Files.exists(module), "the module is left behind");
        assertEquals("", root.run("dkms status hotsplice").output().trim());
        assertEquals(
                "",
                root.run("dpkg --audit; ls -d /usr/src/hotsplice-* 2>/dev/null").output());
    }

    @Test
    void debOfTheSources_isBuiltLoadedAndPurgedCleanly() throws Exception {
        Path file = new Workshop(Checkout.root().toAbsolutePath(), folder, rig.kernel()).dkmsPackage();
        try {
            Command.of(
                            "cp",
                            file.toString(),
                            root.tree().resolve("root/hotsplice-dkms.deb").toString())
                    .mustRun();
            CommandResult installed = root.run("dpkg -i /root/hotsplice-dkms.deb");
            assertTrue(installed.ok(), installed::output);
            assertTrue(Files.exists(module), () -> "no module was built:\n" + installed.output());
            Path kept = folder.resolve("hotsplice.ko");
            Command.of("cp", module.toString(), kept.toString()).mustRun();
            assertLoads(kept);
        } finally {
            CommandResult purged = root.run("dpkg --purge hotsplice-dkms; rm -f /root/*.deb");
            assertTrue(purged.ok(), purged::output);
        }
    }

    @Test
    void rpmOfTheSources_isBuiltAndErasedCleanly() throws Exception {
        assumeTrue(
                Command.of("sh", "-c", "command -v rpmbuild").run().ok(),
                "skipped: 'rpmbuild' is not installed, so the .rpm cannot be built");
        Path output = folder.resolve("rpm");
        Trees.delete(output);
        Command.of(
                        Checkout.root()
                                .toAbsolutePath()
                                .resolve("packaging-rpm/build")
                                .toString(),
                        "--output",
                        output.toString(),
                        "--only",
                        "dkms")
                .mustRun();
        try {
            CommandResult installed = rpm("-i", "--nodeps", only(output).toString());
            assertTrue(installed.ok(), installed::output);
            assertTrue(Files.exists(module), () -> "no module was built:\n" + installed.output());
        } finally {
            CommandResult erased = rpm("-e", "hotsplice-dkms");
            Trees.delete(root.tree().resolve(DATABASE.substring(1)));
            assertTrue(erased.ok(), erased::output);
        }
    }

    /** The host's rpm works on the root and runs scripts in it. */
    private static CommandResult rpm(String... words) throws Exception {
        var command = new ArrayList<String>(List.of("unshare", "--mount", "--pid", "--fork"));
        command.addAll(List.of("--mount-proc=" + root.tree().resolve("proc"), "rpm"));
        command.addAll(List.of("--root", root.tree().toString(), "--dbpath", DATABASE));
        command.addAll(List.of(words));
        return Command.of(command).limit(Duration.ofMinutes(10)).run();
    }

    private static Path only(Path output) throws Exception {
        try (Stream<Path> files = Files.list(output)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static void assertLoads(Path kept) throws Exception {
        try (Vm vm = rig.boot("dkms", VmConfig.of(VmConfig.Start.TINY))) {
            vm.push("/tmp/module", kept);
            vm.mustRun("insmod /tmp/module/hotsplice.ko");
            assertEquals("1", vm.mustRun("cat /sys/kernel/hotsplice/abi").trim());
            assertEquals(List.of(), vm.kernelLog().problems());
        }
    }
}
