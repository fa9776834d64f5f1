/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code hotsplice-create}. */
@Command(
        name = "hotsplice-create",
        description = "Make an update of a running kernel from a diff.",
        mixinStandardHelpOptions = true,
        version = "hotsplice-create 0.1.0",
        subcommands = PrepareCommand.class)
public final class CreateCommand implements Runnable {
    private CreateCommand() {}

    public static void main(String[] arguments) {
        boolean debug = Arrays.asList(arguments).contains("--debug");
        String[] others = Arrays.stream(arguments)
                .filter(argument -> !argument.equals("--debug"))
                .toArray(String[]::new);
        CommandLine commandLine = new CommandLine(new CreateCommand());
        commandLine.setExecutionExceptionHandler(
                (exception, command, result) -> report(exception, command.getErr(), debug));
        System.exit(commandLine.execute(others));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int report(Exception exception, PrintWriter err, boolean debug) {
        if (debug) {
            exception.printStackTrace(err);
        }
        if (exception instanceof RefusedException refused) {
            Issue issue = refused.issue();
            err.println("hotsplice-create: " + issue.code().name() + ": " + issue.message());
            err.println("  " + issue.code().wayOut());
            return issue.code().exitStatus().code();
        }
        err.println("hotsplice-create: " + exception);
        return ExitStatus.INTERNAL.code();
    }
}
