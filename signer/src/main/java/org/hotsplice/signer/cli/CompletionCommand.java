/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.util.concurrent.Callable;
import org.hotsplice.update.ExitStatus;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
        name = "generate-completion",
        description = "Prints a completion script for bash.",
        footer = {"%nExample:%n", "  source <(hotsplice-sign generate-completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("hotsplice-sign", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK.code();
    }
}
