/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Debian root as a folder, with DKMS, a compiler and a kernel's headers. Whoever installs something in it takes it
 * out again.
 *
 * @param tree the folder
 */
public record BuildRoot(Path tree) {
    private static final String SUITE = "bookworm";

    /** {@return the root for this kernel, from the cache or built now} */
    public static BuildRoot obtain(GuestKernel kernel, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<String> sources = AptSources.lines(SUITE);
        var parts = new ArrayList<String>(sources);
        parts.addAll(List.of("dkms", kernel.release(), kernel.version()));
        Path folder = CacheRoot.folder("build-roots").resolve(CacheRoot.key(parts));
        Path tree = folder.resolve("tree");
        BuildLock.complete(folder, () -> {
            progress.accept("building a Debian " + SUITE + " root with DKMS and the headers of " + kernel.release());
            Trees.delete(tree);
            var arguments = new ArrayList<String>(List.of(
                    "mmdebstrap",
                    "--variant=minbase",
                    "--format=directory",
                    "--mode=root",
                    "--include=dkms,linux-headers-" + kernel.release(),
                    "--dpkgopt=force-unsafe-io",
                    "--dpkgopt=path-exclude=/usr/share/man/*",
                    "--dpkgopt=path-exclude=/usr/share/doc/*"));
            for (String option : AptSources.acquireOptions()) {
                arguments.add("--aptopt=" + option);
            }
            arguments.addAll(List.of(SUITE, tree.toString()));
            arguments.addAll(sources);
            Command.of(arguments)
                    .limit(Duration.ofMinutes(30))
                    .log(folder.resolve("mmdebstrap.log"))
                    .mustRun();
        });
        return new BuildRoot(tree);
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
                        "export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8; "
                                + script)
                .limit(Duration.ofMinutes(30))
                .run();
    }
}
