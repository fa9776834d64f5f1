/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.KernelHeaders;

/**
 * The maintainer's side: the three commands of this checkout, and the folder where they leave their results.
 *
 * @param checkout with bin/ and packaging-deb/, built
 * @param folder for keys, bundles, packages, the repository and logs
 * @param kernel that updates are for
 */
public record Workshop(Path checkout, Path folder, GuestKernel kernel) {
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** Creates the bundle of a patch; any exit status is a result. */
    public CommandResult create(Path patch, String id, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>(List.of(
                checkout.resolve("bin/hotsplice-create").toString(),
                "--kernel",
                kernel.release(),
                "--patch",
                patch.toString(),
                "--id",
                id,
                "--output",
                bundles().toString()));
        arguments.addAll(List.of(more));
        return Command.of(arguments).limit(LIMIT).log(log("create-" + id)).run();
    }

    public Path bundles() throws IOException {
        return Files.createDirectories(folder.resolve("bundles"));
    }

    public Path bundle(String id) throws IOException {
        return bundles().resolve(id);
    }

    /** Runs hotsplice-sign; any exit status is a result. */
    public CommandResult sign(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<String>(
                List.of(checkout.resolve("bin/hotsplice-sign").toString()));
        all.addAll(List.of(arguments));
        return Command.of(all)
                .limit(LIMIT)
                .log(log("sign-" + (arguments.length == 0 ? "" : arguments[0])))
                .run();
    }

    /** Builds the packages of the client and of its kernel module, and returns their files. */
    public List<Path> clientPackages() throws IOException, InterruptedException {
        return packages("client", "client", "kmod");
    }

    /** Builds the package of the publisher's commands, and returns its file. */
    public Path toolsPackage() throws IOException, InterruptedException {
        return packages("tools", "tools").get(0);
    }

    /** Builds the package of the client alone, and returns its file. */
    public Path clientPackage() throws IOException, InterruptedException {
        return packages("client-alone", "client").get(0);
    }

    /** Builds the package of the client's kernel module alone, and returns its file. */
    public Path kernelModulePackage() throws IOException, InterruptedException {
        return packages("module", "kmod").get(0);
    }

    /** Builds the package of the client's kernel module with a signed module, and returns its file. */
    public Path kernelModulePackage(Path moduleKey, Path moduleCertificate) throws IOException, InterruptedException {
        return packages(
                        "signed-module",
                        List.of(
                                "--only",
                                "kmod",
                                "--module-key",
                                moduleKey.toString(),
                                "--module-certificate",
                                moduleCertificate.toString()))
                .get(0);
    }

    /** Builds the package of the kernel module as source, and returns its file. */
    public Path dkmsPackage() throws IOException, InterruptedException {
        return packages("dkms", "dkms").get(0);
    }

    private List<Path> packages(String where, String... names) throws IOException, InterruptedException {
        List<String> only = new ArrayList<>();
        for (String name : names) {
            only.addAll(List.of("--only", name));
        }
        return packages(where, only);
    }

    private List<Path> packages(String where, List<String> more) throws IOException, InterruptedException {
        Path output = Files.createDirectories(folder.resolve(where));
        var words = new ArrayList<String>(List.of(
                checkout.resolve("packaging-deb/build").toString(),
                "--output",
                output.toString(),
                "--kernel",
                kernel.release(),
                "--headers",
                KernelHeaders.obtain(kernel).folder().toString()));
        words.addAll(more);
        Command.of(words).limit(LIMIT).log(log(where + "-packages")).mustRun();
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList();
        }
    }

    private Path log(String name) throws IOException {
        return Files.createDirectories(folder.resolve("logs")).resolve(name + ".log");
    }
}
