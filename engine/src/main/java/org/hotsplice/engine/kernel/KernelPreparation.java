/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.image.BootImage;
import org.hotsplice.engine.image.KernelImage;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.RefusedException;

/**
 * Makes a folder of the store from a kernel's files: unpacks the source, configures it as the kernel was configured,
 * and lets kbuild generate what units include. The release is pinned, so that modules built here fit the kernel.
 */
final class KernelPreparation {
    /** Prints the exported environment; goes through the top makefile as any target would. */
    private static final String ENVIRONMENT_MAKEFILE =
            """
            include Makefile
            .PHONY: print-environment
            print-environment:
            \t@env -0 > $(OUTPUT)
            """;

    private final KernelFiles files;
    private final Path folder;
    private final ProcessRunner runner;
    private final Progress progress;
    private final int jobs;

    KernelPreparation(KernelFiles files, Path folder, int jobs, Progress progress) {
        this.files = files;
        this.folder = folder;
        this.jobs = jobs;
        this.progress = progress;
        this.runner = new ProcessRunner(folder.resolve("logs").resolve("prepare.log"));
    }

    PreparedKernel run() throws IOException, RefusedException {
        files.require();
        BootBanner banner = BootBanner.read(files.image());
        KernelConfig shipped = KernelConfig.read(files.config());
        Toolchain toolchain = Toolchain.require(shipped, runner);
        progress.step("reading the kernel image of " + banner.release());
        KernelIdentity identity = unpackImage();
        copyModules();
        progress.step("unpacking the source");
        Path tree = unpackSource();
        List<String> variables = variables(banner, toolchain);
        progress.step("configuring and preparing the source");
        configure(tree, shipped, variables);
        make(tree, variables, "prepare", "modules_prepare");
        Files.copy(files.symvers(), tree.resolve("Module.symvers"), StandardCopyOption.REPLACE_EXISTING);
        saveEnvironment(tree, variables);
        PreparedKernel kernel = new PreparedKernel(folder, identity, toolchain.compiler(), variables);
        kernel.write();
        return kernel;
    }

    private KernelIdentity unpackImage() throws IOException {
        Path vmlinux = folder.resolve("vmlinux");
        String name = String.valueOf(files.image().getFileName());
        byte[] unpacked = BootImage.vmlinux(name, Files.readAllBytes(files.image()));
        Files.write(vmlinux, unpacked);
        return KernelImage.read(name, unpacked).identity();
    }

    private void copyModules() throws IOException, RefusedException {
        Path modules = folder.resolve("modules");
        if (!Files.exists(modules)) {
            run("copying modules", Command.in(folder, "cp", "-a", absolute(files.modules()), modules.toString()));
        }
    }

    private Path unpackSource() throws IOException, RefusedException {
        Path tree = folder.resolve("tree");
        if (Files.isDirectory(files.source())) {
            // The caller's tree stays as it is, also where kbuild has been at work in it.
            run("copying the source", Command.in(folder, "cp", "-a", absolute(files.source()), tree.toString()));
            run("cleaning the copy", Command.in(tree, "make", "-s", "mrproper"));
            return tree;
        }
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        run("unpacking the source", Command.in(unpacked, "tar", "--no-same-owner", "-xf", absolute(files.source())));
        try (Stream<Path> entries = Files.list(unpacked)) {
            Optional<Path> top = entries.filter(entry -> Files.isRegularFile(entry.resolve("Kbuild")))
                    .findFirst();
            if (top.isEmpty()) {
                throw new RefusedException(Issue.of(
                        EngineIssue.KERNEL_INPUT_UNREADABLE,
                        absolute(files.source()),
                        "source",
                        "no kernel tree in it"));
            }
            Files.move(top.get(), tree);
        }
        return tree;
    }

    private static List<String> variables(BootBanner banner, Toolchain toolchain) {
        List<String> variables = new ArrayList<>();
        variables.add("CC=" + toolchain.compiler());
        variables.add("KERNELRELEASE=" + banner.release());
        // Debian's top makefile puts these into LINUX_PACKAGE_ID, which some units print.
        banner.distribution().ifPresent(distribution -> {
            variables.add("DISTRIBUTION_OFFICIAL_BUILD=1");
            variables.add("DISTRIBUTOR=" + distribution.name());
            variables.add("DISTRIBUTION_VERSION=" + distribution.packageVersion());
        });
        return variables;
    }

    private void configure(Path tree, KernelConfig shipped, List<String> variables)
            throws IOException, RefusedException {
        List<String> lines = new ArrayList<>(Files.readAllLines(files.config(), StandardCharsets.UTF_8));
        // Without these, the build would look for the distribution's keys or make one.
        lines.removeIf(
                line -> line.startsWith("CONFIG_MODULE_SIG_KEY=") || line.startsWith("CONFIG_SYSTEM_TRUSTED_KEYS="));
        lines.add("CONFIG_MODULE_SIG_KEY=\"\"");
        lines.add("CONFIG_SYSTEM_TRUSTED_KEYS=\"\"");
        Files.write(tree.resolve(".config"), lines, StandardCharsets.UTF_8);
        make(tree, variables, "olddefconfig");
        List<KernelConfig.Difference> drift =
                KernelConfig.read(tree.resolve(".config")).differences(shipped);
        if (!drift.isEmpty()) {
            KernelConfig.Difference first = drift.get(0);
            throw new RefusedException(Issue.of(
                    EngineIssue.CONFIG_DRIFT, first.option(), "'" + first.here() + "'", "'" + first.there() + "'"));
        }
    }

    private void saveEnvironment(Path tree, List<String> variables) throws IOException, RefusedException {
        Path makefile = Files.writeString(folder.resolve("environment.mk"), ENVIRONMENT_MAKEFILE);
        Path output = folder.resolve("environment.new");
        List<String> arguments = new ArrayList<>(List.of(
                "make",
                "-rR",
                "--no-print-directory",
                "-f",
                makefile.toString(),
                "sub_make_done=1",
                "abs_srctree=" + tree,
                "abs_objtree=" + tree,
                "srctree=.",
                "objtree=.",
                "KBUILD_MODULES=1",
                "KBUILD_BUILTIN=1",
                "OUTPUT=" + output));
        arguments.addAll(variables);
        arguments.add("print-environment");
        run("reading the build environment", Command.in(tree, arguments));
        BuildEnvironment.read(output).withoutInherited(System.getenv()).write(folder.resolve("environment"));
        Files.delete(output);
    }

    private void make(Path tree, List<String> variables, String... targets) throws IOException, RefusedException {
        List<String> arguments = new ArrayList<>(List.of("make", "-s", "-j" + jobs));
        arguments.addAll(variables);
        arguments.addAll(List.of(targets));
        run("make " + String.join(" ", targets), Command.in(tree, arguments));
    }

    private void run(String what, Command command) throws IOException, RefusedException {
        Finished finished = runner.run(command);
        if (!finished.succeeded()) {
            throw new RefusedException(
                    Issue.of(EngineIssue.PREPARE_FAILED, runner.log().toString(), what, finished.firstError()));
        }
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }
}
