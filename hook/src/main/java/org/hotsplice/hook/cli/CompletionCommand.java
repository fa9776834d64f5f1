/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import org.hotsplice.update.ExitStatus;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the completion for bash; the build of the packages calls it. */
@Command(name = "generate-completion", hidden = true, description = "Write the completion for bash.")
final class CompletionCommand extends BaseCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() {
        print(AutoComplete.bash("hotsplice", spec.root().commandLine()));
        return ExitStatus.OK.code();
    }
}
