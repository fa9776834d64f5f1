/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.hotsplice.engine.UpdateBuilder;
import org.hotsplice.engine.kbuild.ThreeWayBuild;
import org.hotsplice.engine.kbuild.UnitBuild;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hotsplice-create}: makes an update from a diff. */
@Command(
        name = "hotsplice-create",
        description = "Make an update of a running kernel from a diff.",
        mixinStandardHelpOptions = true,
        version = "hotsplice-create 0.1.0",
        subcommands = PrepareCommand.class)
public final class CreateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final KernelOptions kernel = new KernelOptions();

    @Option(names = "--patch", paramLabel = "FILE", description = "The change, as a unified diff.")
    private @Nullable Path patch;

    @Option(names = "--output", paramLabel = "DIR", description = "Where the update's folder is made.")
    private Path output = Path.of(".");

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
    public Integer call() throws IOException, RefusedException {
        if (spec == null || patch == null) {
            throw new IllegalStateException("called before the command line was read");
        }
        ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getOut());
        UnifiedDiff diff = UnifiedDiff.read(patch);
        PreparedKernel prepared = kernel.open(progress);
        UpdateBuilder builder = new UpdateBuilder(prepared, output.toAbsolutePath(), kernel.jobs(), progress);
        ThreeWayBuild built = builder.compile(diff);
        built.remarks().forEach(progress::remark);
        for (UnitBuild unit : built.builds()) {
            progress.step(unit.toString());
        }
        return ExitStatus.OK.code();
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
