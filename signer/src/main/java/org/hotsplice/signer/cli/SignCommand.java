/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.hotsplice.signer.SourceTime;
import org.hotsplice.update.ExitStatus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** Entry of the command. */
@Command(
        name = "hotsplice-sign",
        version = "hotsplice-sign 0.1.0",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = "Signs updates and publishes them as packages for apt and dnf.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:a defect, or a file could not be read or written",
            "2:the command line cannot be understood",
            "4:refused; the message names the code and the way out",
            "5:a signature, digest or key cannot be trusted"
        },
        footer = {
            "%nFrom an update to a repository:%n",
            "  hotsplice-sign keygen --output keys",
            "  hotsplice-sign sign --key keys out/cve-2026-52928",
            "  hotsplice-sign package --deb --output packages out/cve-2026-52928",
            "  hotsplice-sign publish --apt www/apt --key keys packages/*.deb"
        },
        subcommands = {
            KeygenCommand.class,
            BundleSignCommand.class,
            PackageCommand.class,
            MetaCommand.class,
            PublishCommand.class,
            VerifyCommand.class,
            InspectCommand.class,
            RevokeCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class SignCommand {
    private SignCommand() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        String epoch = System.getenv().getOrDefault("SOURCE_DATE_EPOCH", "");
        int status;
        try {
            Clock clock = SourceTime.clock(epoch, Clock.systemUTC());
            status = run(clock, out, err, arguments);
        } catch (IllegalArgumentException e) {
            err.println("hotsplice-sign: " + e.getMessage());
            status = ExitStatus.USAGE.code();
        }
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** {@return the exit status of the command with these arguments} */
    static int run(Clock clock, PrintWriter out, PrintWriter err, String... arguments) {
        return run(commandLine(clock), out, err, arguments);
    }

    static int run(CommandLine line, PrintWriter out, PrintWriter err, String... arguments) {
        line.setOut(out);
        line.setErr(err);
        return line.execute(arguments);
    }

    /** {@return the command with all its subcommands} */
    static CommandLine commandLine(Clock clock) {
        return commandLine(clock, CommandFactory.PATIENCE);
    }

    /** @param patience how long it says nothing to a person who waits */
    static CommandLine commandLine(Clock clock, Duration patience) {
        CommandLine line = new CommandLine(new SignCommand(), new CommandFactory(clock, patience));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new FailurePrinter());
        return line;
    }
}
