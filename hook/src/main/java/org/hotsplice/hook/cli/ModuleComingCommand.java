/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.time.Duration;
import org.hotsplice.update.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the kernel module has called before the init of a module that updates wait for. */
@Command(
        name = "module-coming",
        hidden = true,
        description = "Apply the parts of updates for a module that is being loaded. The kernel module has this called"
                + " by /usr/lib/hotsplice/module-coming.")
final class ModuleComingCommand extends BaseCommand {
    /** The module's loading waits as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(paramLabel = "MODULE", description = "The module's name.")
    private String module = "";

    ModuleComingCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        return new Outcome(hotsplice(), terminal()).print(hotsplice().moduleComing(module, PATIENCE));
    }
}
