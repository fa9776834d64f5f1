/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.update.Issue;

/** The core module hotsplice.ko, loaded by modprobe so that blacklists, options and signatures count as usual. */
public class CoreModule {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** {@return why the module cannot be used; empty if it is loaded and speaks this client's ABI} */
    public Optional<Issue> ensure(Kernel kernel) throws IOException {
        if (!kernel.hasCore()) {
            Optional<String> failure = load();
            if (failure.isPresent() || !kernel.hasCore()) {
                return Optional.of(Issue.of(
                        MachineIssue.CORE_MISSING,
                        "modprobe hotsplice",
                        kernel.release(),
                        failure.orElse("it is loaded but shows no /sys/kernel/hotsplice")));
            }
        }
        int abi = kernel.coreAbi();
        return abi == Kernel.ABI
                ? Optional.empty()
                : Optional.of(Issue.of(MachineIssue.CORE_ABI, "/sys/kernel/hotsplice/abi", abi, Kernel.ABI));
    }

    /** {@return why the module could not be loaded; empty if it could} */
    protected Optional<String> load() throws IOException {
        return run(List.of("modprobe", "hotsplice"));
    }

    /** Unloads the module if nothing uses it. */
    public void unload() throws IOException {
        // Kept by whoever uses it, and gone after a reboot: no reason to fail.
        Optional<String> unused = run(List.of("modprobe", "-r", "hotsplice"));
        unused.ifPresent(reason -> {});
    }

    private static Optional<String> run(List<String> command) throws IOException {
        try {
            ProcessRunner.Result result = ProcessRunner.run(LIMIT, "", command);
            return result.status() == 0 ? Optional.empty() : Optional.of(result.output());
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
