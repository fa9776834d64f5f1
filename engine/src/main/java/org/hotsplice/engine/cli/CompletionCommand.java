/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.util.concurrent.Callable;
import org.hotsplice.update.ExitStatus;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hotsplice-create generate-completion}: the script that bash completes with. */
@Command(
        name = "generate-completion",
        description = "Print a script that completes commands and options in bash.",
        mixinStandardHelpOptions = true,
        footer = {"", "  source <(hotsplice-create generate-completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("called before the command line was read");
        }
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("hotsplice-create", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitStatus.OK.code();
    }
}
