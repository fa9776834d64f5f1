/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.kernel.JnaSystemCalls;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.machine.CoreModule;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entry of the command. */
@Command(
        name = "hotsplice",
        description = "Updates the running kernel without a reboot.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            StatusCommand.class,
            ListCommand.class,
            InfoCommand.class,
            VerifyCommand.class,
            ApplyCommand.class,
            ReverseCommand.class,
            ReconcileCommand.class,
            CheckCommand.class,
            UnameCommand.class,
            HistoryCommand.class,
            DoctorCommand.class,
            PreInstallCommand.class,
            ModuleComingCommand.class,
            CompletionCommand.class,
        })
public final class HotspliceCommand implements Runnable {
    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Write JSON.")
    private boolean json;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Hotsplice hotsplice;

    HotspliceCommand(Hotsplice hotsplice) {
        this.hotsplice = hotsplice;
    }

    public static void main(String[] arguments) {
        Hotsplice hotsplice = new Hotsplice(
                Places.ofThisMachine(),
                new Kernel(Path.of("/"), new JnaSystemCalls()),
                new CoreModule(),
                Clock.systemUTC());
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        OptionalInt status = Shortcut.run(List.of(arguments), hotsplice, new Terminal(out, err, false));
        System.exit(
                status.isPresent()
                        ? status.getAsInt()
                        : commandLine(hotsplice).setOut(out).setErr(err).execute(arguments));
    }

    /** {@return the command, ready to be executed or examined} */
    static CommandLine commandLine(Hotsplice hotsplice) {
        HotspliceCommand root = new HotspliceCommand(hotsplice);
        return new CommandLine(root, new Commands(root))
                .registerConverter(UpdateId.class, UpdateId::new)
                .setExecutionExceptionHandler((exception, at, parsed) -> root.failed(exception, at))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    /** {@return what the commands do} */
    Hotsplice hotsplice() {
        return hotsplice;
    }

    /** {@return whether a program reads the output} */
    boolean json() {
        return json;
    }

    /** Prints a failure: one paragraph with the code, the place, both values and the way out. */
    private int failed(Exception exception, CommandLine line) {
        if (debug) {
            exception.printStackTrace(line.getErr());
        }
        Terminal terminal = new Terminal(line.getOut(), line.getErr(), json);
        if (exception instanceof RefusedException refused) {
            terminal.refused(refused.issue());
            return refused.issue().code().exitStatus().code();
        }
        terminal.failed(exception);
        return ExitStatus.INTERNAL.code();
    }
}
