/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page says everything that the command can do, and the completion script is one that bash takes. */
final class ManualTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyCommandAndOption_isInTheManualPage() throws IOException {
        String page = Files.readString(Path.of("dist/man/hotsplice-create.1")).replace("\\-", "-");
        CommandLine create = CreateCommand.commandLineOfAll();
        List<String> missing = new ArrayList<>(missing(create, page));
        for (Map.Entry<String, CommandLine> command : create.getSubcommands().entrySet()) {
            if (!page.contains("\n.SS " + command.getKey())) {
                missing.add(command.getKey());
            }
            missing.addAll(missing(command.getValue(), page));
        }
        assertEquals(List.of(), missing);
    }

    private static List<String> missing(CommandLine command, String page) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .filter(name -> !page.contains("\n.BI " + name + " ") && !page.contains("\n.B " + name + "\n"))
                .toList();
    }

    @Test
    void completionScript_isTakenByBash() throws IOException {
        Path script = Files.writeString(
                folder.resolve("completion"), AutoComplete.bash("hotsplice-create", CreateCommand.commandLineOfAll()));
        Finished taken =
                new ProcessRunner(folder.resolve("log")).run(Command.in(folder, "bash", "-n", script.toString()));
        assertTrue(taken.succeeded(), taken::output);
        assertTrue(Files.readString(script).contains("--applied"));
    }
}
