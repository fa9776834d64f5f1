/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies updates by hand. */
@Command(
        name = "apply",
        description = "Apply updates that are installed, also where the policy asks for manual mode or an update was"
                + " reversed by hand. Without an ID: as reconcile.",
        footer = {"%nExample:%n", "  hotsplice apply cve-2026-52928"})
final class ApplyCommand extends BaseCommand {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "The updates.")
    private List<UpdateId> ids = new ArrayList<>();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for another hotsplice command (default: ${DEFAULT-VALUE}).")
    private int wait;

    ApplyCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        return Choose.all(this, ids, Choice.APPLY, "apply", wait);
    }

    /** Makes the same choice for several updates. */
    static final class Choose {
        private Choose() {}

        static int all(BaseCommand command, List<UpdateId> ids, Choice choice, String cause, int wait)
                throws IOException, RefusedException {
            return new Outcome(command.hotsplice(), command.terminal())
                    .print(command.hotsplice().choose(ids, choice, cause, Duration.ofSeconds(wait)), ids, choice);
        }
    }
}
