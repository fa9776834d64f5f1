/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * The kernel's own kbuild, for external modules.
 *
 * @param kernel the kernel that the modules are for
 * @param folder where their Kbuild file is
 * @param runner runs it
 */
record ModuleMake(PreparedKernel kernel, Path folder, ProcessRunner runner) {
    /** Makes the modules; more variables are given as {@code NAME=value}. */
    void run(List<String> variables) throws IOException, RefusedException {
        List<String> arguments = new ArrayList<>(List.of("make", "-s", "-j2"));
        arguments.addAll(kernel.makeVariables());
        // Debug information would hold the paths of this machine, also where only the build-id shows it.
        arguments.add("KCFLAGS=-g0");
        arguments.addAll(variables);
        arguments.add("M=" + folder);
        arguments.add("modules");
        require(runner.run(Command.in(kernel.tree(), arguments)));
    }

    /** Refuses where a step of the build failed. */
    void require(Finished finished) throws RefusedException {
        if (!finished.succeeded()) {
            throw new RefusedException(
                    Issue.of(EngineIssue.MODULE_BUILD_FAILED, folder.toString(), finished.firstError(), runner.log()));
        }
    }
}
