/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Debian root as a folder, for what needs a system and no kernel of its own. Whoever installs something in it takes
 * it out again.
 *
 * @param tree the folder
 */
public record BuildRoot(Path tree) {
    private static final String SUITE = "bookworm";

    private static final String PREAMBLE =
            "export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8; ";

    /** {@return the root with DKMS, a compiler and this kernel's headers, from the cache or built now} */
    public static BuildRoot obtain(GuestKernel kernel, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<String> sources = AptSources.lines(SUITE);
        String packages = "dkms,linux-headers-" + kernel.release();
        return obtain(SUITE, sources, packages, kernel.version(), progress);
    }

    /**
     * {@return a root with these packages and what they depend on, not what they recommend, from the cache or built
     * now}
     */
    public static BuildRoot with(List<String> packages, Consumer<String> progress)
            throws IOException, InterruptedException {
        return obtain(SUITE, AptSources.lines(SUITE), String.join(",", packages), "", progress);
    }

    /**
     * {@return the root of the suite that has dnf 5, from the cache or built now}
     *
     * @throws IOException also where the archive does not have it
     */
    public static BuildRoot withDnf5(Consumer<String> progress) throws IOException, InterruptedException {
        return obtain("sid", AptSources.linesOfAnotherSuite(SUITE, "sid"), "dnf5,default-jre-headless", "", progress);
    }

    private static BuildRoot obtain(
            String suite, List<String> sources, String packages, String version, Consumer<String> progress)
            throws IOException, InterruptedException {
        var parts = new ArrayList<String>(sources);
        parts.addAll(List.of(packages, version));
        Path folder = CacheRoot.folder("build-roots").resolve(CacheRoot.key(parts));
        Path tree = folder.resolve("tree");
        BuildLock.complete(folder, () -> {
            progress.accept("building a Debian " + suite + " root with " + packages);
            Trees.delete(tree);
            var arguments = new ArrayList<String>(List.of(
                    "mmdebstrap",
                    "--variant=minbase",
                    "--format=directory",
                    "--mode=root",
                    "--include=" + packages,
                    "--dpkgopt=force-unsafe-io",
                    "--dpkgopt=path-exclude=/usr/share/man/*",
                    "--dpkgopt=path-exclude=/usr/share/doc/*",
                    // The JRE's alternatives need the folder although no page is in it.
                    "--essential-hook=mkdir -p \"$1/usr/share/man/man1\""));
            for (String option : AptSources.acquireOptions()) {
                arguments.add("--aptopt=" + option);
            }
            arguments.addAll(List.of(suite, tree.toString()));
            arguments.addAll(sources);
            Command.of(arguments)
                    .limit(Duration.ofMinutes(30))
                    .log(folder.resolve("mmdebstrap.log"))
                    .mustRun();
        });
        return new BuildRoot(tree);
    }

    /**
     * Runs a shell script in the root, with /proc and without /sys, so that the host's kernel is not there to be
     * changed; any status is a result. What the script changes lies in another folder, and the next one that is run
     * with that folder finds it there.
     */
    public CommandResult runOver(Path changes, String script) throws IOException, InterruptedException {
        Path upper = Files.createDirectories(changes.resolve("upper"));
        Path work = Files.createDirectories(changes.resolve("work"));
        Path root = Files.createDirectories(changes.resolve("root"));
        String options = "lowerdir=" + tree + ",upperdir=" + upper + ",workdir=" + work;
        return Command.of(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "/bin/sh",
                        "-c",
                        "mount -t overlay overlay -o \"$1\" \"$2\" && mount -t proc proc \"$2/proc\""
                                + " && exec chroot \"$2\" /bin/sh -c \"$3\"",
                        "sh",
                        options,
                        root.toString(),
                        PREAMBLE + script)
                .limit(Duration.ofMinutes(30))
                .run();
    }

    /** Runs a shell script in the root, with its own /proc; any status is a result. */
    public CommandResult run(String script) throws IOException, InterruptedException {
        return Command.of(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--mount-proc=" + tree.resolve("proc"),
                        "chroot",
                        tree.toString(),
                        "/bin/sh",
                        "-c",
                        PREAMBLE + script)
                .limit(Duration.ofMinutes(30))
                .run();
    }
}
