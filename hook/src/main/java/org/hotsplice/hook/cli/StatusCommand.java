/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Says how the machine stands. */
@Command(
        name = "status",
        description = "Show the running kernel, its effective version, what is applied, and what is not and why.",
        footer = {"%nExamples:%n", "  hotsplice status", "  hotsplice status --json | jq .cvesFixed"})
final class StatusCommand extends BaseCommand {
    StatusCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException {
        return new StatusAction(hotsplice(), terminal()).run();
    }
}
