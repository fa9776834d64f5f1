/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.kernel.KernelFiles;
import org.hotsplice.engine.kernel.KernelStore;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which kernel is meant and how many programs may run at once. */
final class KernelOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--kernel",
            paramLabel = "RELEASE",
            description = "The Debian kernel's release, as 'uname -r' prints it; everything else is found through apt.")
    private @Nullable String release;

    @Option(
            names = "--source",
            paramLabel = "PATH",
            description = "The kernel's source, a folder or a tar archive, in place of --kernel.")
    private @Nullable Path source;

    @Option(names = "--config", paramLabel = "FILE", description = "The kernel's configuration, with --source.")
    private @Nullable Path config;

    @Option(names = "--image", paramLabel = "FILE", description = "The kernel's boot image, with --source.")
    private @Nullable Path image;

    @Option(names = "--modules", paramLabel = "DIR", description = "Its lib/modules/RELEASE folder, with --source.")
    private @Nullable Path modules;

    @Option(names = "--symvers", paramLabel = "FILE", description = "Its Module.symvers, with --source.")
    private @Nullable Path symvers;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where prepared kernels are kept (default: $HOTSPLICE_CACHE or ~/.cache/hotsplice).")
    private @Nullable Path cache;

    @Option(names = "--jobs", paramLabel = "N", description = "How many programs may run at once (default: the cores).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    int jobs() {
        if (jobs < 1) {
            throw new ParameterException(commandLine(), "--jobs must be at least 1, not " + jobs);
        }
        return jobs;
    }

    /** {@return where prepared kernels and runs are kept} */
    Path cacheRoot() {
        return (cache == null ? KernelStore.usualRoot() : cache).toAbsolutePath();
    }

    /** {@return the kernel that the options name, prepared} */
    PreparedKernel open(Progress progress) throws IOException, RefusedException {
        KernelStore store = new KernelStore(cacheRoot(), jobs(), progress);
        if (release != null && source == null) {
            return store.debian(release);
        }
        if (release == null
                && source != null
                && config != null
                && image != null
                && modules != null
                && symvers != null) {
            return store.local(new KernelFiles(source, config, image, modules, symvers));
        }
        throw new ParameterException(
                commandLine(),
                "name the kernel by --kernel RELEASE, or by all of --source, --config, --image, --modules and --symvers");
    }

    private picocli.CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("options are used before they were read");
        }
        return spec.commandLine();
    }
}
