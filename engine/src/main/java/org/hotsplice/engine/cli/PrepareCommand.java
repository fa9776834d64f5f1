/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.hotsplice.engine.kbuild.UnitIndex;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hotsplice-create prepare}: fetches and prepares a kernel, so that creating updates for it is quick. */
@Command(
        name = "prepare",
        description = "Fetch and prepare a kernel's source, so that creating updates for it is quick.",
        mixinStandardHelpOptions = true,
        footer = {"", "  hotsplice-create prepare --kernel 6.1.0-47-amd64"})
final class PrepareCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final KernelOptions kernel = new KernelOptions();

    @Override
    public Integer call() throws IOException, RefusedException {
        if (spec == null) {
            throw new IllegalStateException("called before the command line was read");
        }
        ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getOut());
        PreparedKernel prepared = kernel.open(progress);
        UnitIndex units = UnitIndex.of(prepared, kernel.jobs(), progress);
        progress.remark(units.size() + " units are built");
        progress.step("ready: " + prepared.identity().release() + " ("
                + prepared.identity().version() + ") in " + prepared.folder());
        return ExitStatus.OK.code();
    }
}
