/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.UpdateBuilder;
import org.hotsplice.engine.UpdateRequest;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.patch.PatchSeries;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.engine.report.ReviewReport;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hotsplice-create}: makes an update from a diff. */
@Command(
        name = "hotsplice-create",
        description = "Make an update of a running kernel from a diff.",
        mixinStandardHelpOptions = true,
        version = "hotsplice-create 0.1.0",
        footer = {
            "",
            "  hotsplice-create --kernel 6.1.0-47-amd64 --patch fix.patch --id my-fix",
            "",
            "It ends with status 3 if the patch changes no object code, and 4 if it is",
            "refused. With --debug, an error also says where in the program it came from."
        },
        subcommands = {PrepareCommand.class, SelfCheckCommand.class, AutoComplete.GenerateCompletion.class})
public final class CreateCommand implements Callable<Integer> {
    private static final String DEBUG = "--debug";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final KernelOptions kernel = new KernelOptions();

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    @Option(names = "--id", paramLabel = "ID", description = "The update's name: a-z, 0-9 and '-', at most 32.")
    private @Nullable String id;

    @Option(names = "--description", paramLabel = "TEXT", description = "One line that says what the update is for.")
    private @Nullable String description;

    @Option(
            names = "--cve",
            paramLabel = "CVE",
            arity = "1..*",
            split = ",",
            description = "A CVE that it fixes; may be given again.")
    private List<String> cves = new ArrayList<>();

    @Option(names = "--output", paramLabel = "DIR", description = "Where the folder ID is made (default: here).")
    private Path output = Path.of(".");

    @Option(names = "--explain", description = "Say of each function why it changes, and what new code refers to.")
    private boolean explain;

    @Option(names = "--dry-run", description = "Do all but build the modules and write the update.")
    private boolean dryRun;

    @Option(names = "--keep", description = "Keep the objects and sources of this run, not only its logs.")
    private boolean keep;

    @Option(names = "--json", description = "Print the result as JSON; progress goes to standard error.")
    private boolean json;

    private CreateCommand() {}

    static CommandLine commandLineOfAll() {
        return new CommandLine(new CreateCommand());
    }

    public static void main(String[] arguments) {
        CommandLine commandLine = commandLineOfAll();
        // Also for errors of subcommands, so it is no option of one command.
        boolean debug = Arrays.asList(arguments).contains(DEBUG);
        String[] others = Arrays.stream(arguments)
                .filter(argument -> !argument.equals(DEBUG))
                .toArray(String[]::new);
        commandLine.setExecutionExceptionHandler(
                (exception, command, result) -> Refusals.report(exception, command.getErr(), debug));
        System.exit(commandLine.execute(others));
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        CommandLine command = commandLine();
        UpdateId name = updateId(command);
        Progress progress = new ConsoleProgress(json ? command.getErr() : command.getOut());
        Path folder = output.toAbsolutePath().normalize();
        if (!dryRun && Files.exists(folder.resolve(name.value()))) {
            throw new RefusedException(Issue.of(EngineIssue.OUTPUT_EXISTS, name.value(), folder.resolve(name.value())));
        }
        String line = description == null ? "Update " + name : description;
        try (RunFolder run = RunFolder.begin(kernel.cacheRoot(), name, keep)) {
            PatchSeries series = change.change(command, run.folder());
            PreparedKernel prepared = kernel.open(progress);
            UpdateRequest request =
                    new UpdateRequest(name, line, cves, series, change.requires(command), change.replaces(command));
            UpdateBuilder builder = new UpdateBuilder(prepared, run.folder(), kernel.jobs(), progress);
            UpdateBuilder.Planned planned = builder.plan(request);
            Summary summary = new Summary(prepared, planned, explain);
            if (!dryRun) {
                ReviewReport report = new ReviewReport(
                        summary.text(), new ProcessRunner(run.folder().resolve("logs/report.log")));
                builder.write(planned, () -> written(report, planned), folder);
                Path page = folder.resolve(name.value() + "-report.html");
                Files.writeString(page, report.html());
                progress.step("review report: " + page);
                progress.step("written: " + folder.resolve(name.value()));
            }
            PrintWriter out = command.getOut();
            out.print(json ? summary.json() : "\n" + summary.text());
            out.flush();
        }
        return ExitStatus.OK.code();
    }

    private static String written(ReviewReport report, UpdateBuilder.Planned planned) throws IOException {
        planned.describe(report);
        return report.text();
    }

    private UpdateId updateId(CommandLine command) {
        if (id == null) {
            throw new ParameterException(command, "--id is missing: the update needs a name");
        }
        try {
            return new UpdateId(id);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command, wrong.getMessage(), wrong);
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("called before the command line was read");
        }
        return spec.commandLine();
    }
}
