/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reverses updates by hand. */
@Command(
        name = "reverse",
        description = "Take updates out of force and keep them so, although they stay installed, until they are applied"
                + " by hand.",
        footer = {"%nExamples:%n", "  hotsplice reverse cve-2026-52928", "  hotsplice reverse --all"})
final class ReverseCommand extends BaseCommand {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "The updates.")
    private List<UpdateId> ids = new ArrayList<>();

    @Option(
            names = "--all",
            description = "All that are in force. They are applied again by the next reconciliation or boot.")
    private boolean all;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for another hotsplice command (default: ${DEFAULT-VALUE}).")
    private int wait;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ReverseCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        if (all == !ids.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Name updates, or give --all");
        }
        if (!all) {
            return ApplyCommand.Choose.all(this, ids, Choice.REVERSE, "reverse", wait);
        }
        List<String> left = hotsplice().reverseAll(Duration.ofSeconds(wait));
        ExitStatus status = left.isEmpty() ? ExitStatus.OK : ExitStatus.KERNEL_REFUSED;
        if (json()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("stillInForce", left);
            map.put("exitStatus", status.code());
            printJson(map);
        } else {
            left.forEach(id -> err().println("hotsplice: " + id + " is still in force, see: hotsplice status"));
        }
        return status.code();
    }
}
