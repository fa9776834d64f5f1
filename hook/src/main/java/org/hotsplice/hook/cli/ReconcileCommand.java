/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.time.Duration;
import org.hotsplice.update.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The one command behind all triggers. */
@Command(
        name = "reconcile",
        description = "Make the applied set of the running kernel the set that is installed and trusted. Package"
                + " triggers, the boot unit and the timer run this.",
        footer = {"%nExamples:%n", "  hotsplice reconcile", "  hotsplice reconcile --retry"})
final class ReconcileCommand extends BaseCommand {
    @Option(
            names = "--from-trigger",
            description = "Called by a package manager: report and record what goes wrong, and end with 0, so that no"
                    + " transaction fails.")
    private boolean fromTrigger;

    @Option(
            names = "--cause",
            paramLabel = "WORD",
            defaultValue = "command",
            description = "What the history names as the cause (default: ${DEFAULT-VALUE}).")
    private String cause = "";

    @Option(names = "--retry", description = "Try again what the crash guard holds back.")
    private boolean retry;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for another hotsplice command (default: ${DEFAULT-VALUE}).")
    private int wait;

    ReconcileCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        ReconcileAction action = new ReconcileAction(hotsplice(), terminal());
        Duration patience = Duration.ofSeconds(wait);
        return fromTrigger ? action.runFromTrigger(cause, retry, patience) : action.run(cause, retry, patience);
    }
}
