/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kmod/test/vm/scenarios say about the core, on small guests of several kinds. */
@Tag("wide")
class KernelScenariosIT {
    private static final Path KMOD = Checkout.root().resolve("kmod");
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /** The kernel's own livepatch taints it, so this is the last one of its guest. */
    private static final String LIVEPATCH = "livepatch";

    /** What it keeps in memory keeps the core there as well, so this is the last one of its guest, too. */
    private static final String KEEP = "keep";

    /** Pairs of apply and reverse under load; a person may ask for more with -Dsoak.pairs. */
    private static final int SOAK_PAIRS = Integer.getInteger("soak.pairs", 300);

    @SuppressWarnings("NullAway.Init")
    private static Rig rig;

    @SuppressWarnings("NullAway.Init")
    private static List<Path> modules;

    @SuppressWarnings("NullAway.Init")
    private static Path[] programs;

    @BeforeAll
    static void obtain() throws Exception {
        rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        Path refs = KMOD.resolve("test/modules").resolve(rig.kernel().release());
        assumeTrue(
                Files.isDirectory(refs),
                "the test updates have no ref modules for " + rig.kernel().describe());
        Path core = CoreModule.obtain(Checkout.root(), rig.kernel());
        modules = testModules(refs, core);
        programs = new Path[] {compiled("probe"), compiled("writer")};
    }

    private static Path compiled(String program) throws IOException, InterruptedException {
        Path file = Path.of("target", "vm", program).toAbsolutePath();
        Command.of("gcc-12", "-O2", "-static", "-pthread", "-o", file.toString(), KMOD + "/test/vm/" + program + ".c")
                .mustRun();
        return file;
    }

    private static List<Path> testModules(Path refs, Path core) throws IOException, InterruptedException {
        Path folder = Path.of("target", "vm", "updates").toAbsolutePath();
        Trees.delete(folder);
        Command.of(
                        "sh",
                        KMOD + "/test/modules/build.sh",
                        KernelHeaders.obtain(rig.kernel()).folder().toString(),
                        refs.toString(),
                        core.resolveSibling("Module.symvers").toString(),
                        folder.toString())
                .mustRun();
        try (Stream<Path> files = Files.list(folder)) {
            return Stream.concat(Stream.of(core), files.filter(file -> file.toString()
                            .endsWith(".ko")))
                    .toList();
        }
    }

    @Test
    void everyScenario_passesWithAllCpuFeatures() throws Exception {
        run(
                "scenarios",
                VmConfig.of(VmConfig.Start.TINY),
                List.of(
                        "basic",
                        "refusals",
                        "errors",
                        "stack",
                        "hooks",
                        "busy",
                        "tracing",
                        "late",
                        "quiet",
                        "memory",
                        "nmi",
                        "bpf",
                        LIVEPATCH),
                LIMIT);
    }

    /** What can meet only where the CPUs run at the same time. */
    @Test
    void requestsThatMeet_leaveAConsistentState() throws Exception {
        run(
                "scenarios-soak",
                VmConfig.of(VmConfig.Start.TINY)
                        .withParallelCpus()
                        .withKernelArguments("preempt=full", "soak=" + SOAK_PAIRS),
                List.of("concurrent", "replace", "killed", "soak"),
                LIMIT.plusSeconds(SOAK_PAIRS));
    }

    /** Kernels that patch themselves differently: thunks, lock prefixes, inline retpolines, preemption. */
    @ParameterizedTest
    @CsvSource({
        "qemu64, 2, preempt=none mitigations=off",
        "EPYC-Rome, 2, preempt=full",
        "Skylake-Server, 1, preempt=voluntary",
        "'Haswell,+ibpb', 2, 'spectre_v2=retpoline,lfence'",
    })
    void applyAndReverse_passOnOtherCpus(String cpu, int cpus, String arguments) throws Exception {
        VmConfig config = VmConfig.of(VmConfig.Start.TINY)
                .withCpuModel(cpu)
                .withCpus(cpus)
                .withKernelArguments(arguments.split(" "));
        run(
                "scenarios-" + cpu.replaceAll("[^A-Za-z0-9]+", "-"),
                config,
                List.of("basic", "stack", "busy", "late", "quiet", KEEP),
                LIMIT);
    }

    private static void run(String name, VmConfig config, List<String> scenarios, Duration limit) throws Exception {
        try (Vm vm = rig.boot(name, config)) {
            vm.push("/modules", modules.toArray(Path[]::new));
            vm.push("/bin", programs);
            vm.push("/", KMOD.resolve("test/vm/scenarios"));
            // What the kernel says of its own mitigations at boot is not ours.
            KernelLog boot = vm.kernelLog();
            vm.mustRun("insmod /modules/hotsplice.ko");
            for (String scenario : scenarios) {
                CommandResult result = vm.run("sh -eu /scenarios/" + scenario + ".sh", limit);
                assertTrue(result.ok(), scenario + " on " + config.cpuModel() + ":\n" + result.tail(25));
                System.out.println(scenario + " on " + config.cpuModel() + ":\n" + result.tail(25));
                KernelLog log = vm.kernelLog().since(boot);
                assertEquals(
                        List.of(),
                        (scenario.equals(LIVEPATCH) ? log.livepatched() : log).problems(),
                        "the kernel's log after " + scenario);
            }
            if (!scenarios.contains(KEEP)) {
                vm.mustRun("rmmod hotsplice");
            }
        }
    }
}
