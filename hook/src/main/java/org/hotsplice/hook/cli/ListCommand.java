/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.List;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.hook.report.Status;
import org.hotsplice.hook.report.StatusText;
import org.hotsplice.update.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the updates. */
@Command(
        name = "list",
        description = "List the updates for the running kernel, the oldest first.",
        footer = {"%nExample:%n", "  hotsplice list --all"})
final class ListCommand extends BaseCommand {
    @Option(names = "--applied", description = "Only those that are in force.")
    private boolean applied;

    @Option(names = "--all", description = "Those for other kernels too.")
    private boolean all;

    ListCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException {
        Status status = hotsplice().status();
        List<UpdateRecord> updates = status.updates().stream()
                .filter(update -> all || update.release().equals(status.release()))
                .filter(update -> !applied || update.inForce())
                .toList();
        if (json()) {
            printJson(updates.stream().map(Status::toMap).toList());
        } else {
            print(StatusText.table(updates, colours()));
        }
        return ExitStatus.OK.code();
    }
}
