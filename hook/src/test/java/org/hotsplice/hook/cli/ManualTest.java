/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.kernel.JnaSystemCalls;
import org.hotsplice.hook.kernel.Kernel;
import org.hotsplice.hook.machine.CoreModule;
import org.hotsplice.hook.machine.Places;
import org.hotsplice.update.ExitStatus;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page says everything that the command can do. */
final class ManualTest {
    private static CommandLine command() {
        Path nowhere = Path.of("/nonexistent");
        return HotspliceCommand.commandLine(new Hotsplice(
                new Places(nowhere), new Kernel(nowhere, new JnaSystemCalls()), new CoreModule(), Clock.systemUTC()));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("dist/man/hotsplice.8")).replace("\\-", "-");
    }

    @Test
    void everyCommandAndOption_isInTheManualPage() throws IOException {
        String page = page();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, CommandLine> sub : command().getSubcommands().entrySet()) {
            if (sub.getValue().getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            int start = page.indexOf("\n.SS " + sub.getKey());
            if (start < 0) {
                missing.add(sub.getKey());
                continue;
            }
            int end = Math.max(page.indexOf("\n.SS ", start + 1), page.indexOf("\n.SH ", start + 1));
            int next = page.indexOf("\n.SS ", start + 1);
            String section = page.substring(start, next < 0 ? end : next);
            for (OptionSpec option : sub.getValue().getCommandSpec().options()) {
                boolean shared = option.inherited() || option.usageHelp() || option.versionHelp();
                if (!shared && !section.contains(option.longestName())) {
                    missing.add(sub.getKey() + " " + option.longestName());
                }
            }
        }
        for (OptionSpec option : command().getCommandSpec().options()) {
            if (!page.contains(option.longestName())) {
                missing.add(option.longestName());
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void sectionsThatPeopleLookFor_areThere() throws IOException {
        for (String section : List.of("EXIT STATUS", "FILES", "EXAMPLES", "SEE ALSO")) {
            assertTrue(page().contains("\n.SH " + section + "\n"), section);
        }
    }

    @Test
    void everyExitStatusOfTheClient_isInTheManualPage() throws IOException {
        String page = page();
        String statuses = page.substring(page.indexOf(".SH EXIT STATUS"), page.indexOf(".SH FILES"));
        for (ExitStatus status : ExitStatus.values()) {
            // The client makes no updates.
            if (status != ExitStatus.NO_CHANGE) {
                assertTrue(statuses.contains("\n.B " + status.code() + "\n"), status.name());
            }
        }
    }

    @Test
    void pages_areRenderedWithoutAWarning() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/man")), "man is not installed");
        for (String page : List.of("hotsplice.8", "hotsplice.conf.5")) {
            Process man = new ProcessBuilder(
                            "man", "--warnings=all", "--encoding=UTF-8", "--local-file", "dist/man/" + page)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String warnings = new String(man.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("", warnings, page);
            assertEquals(0, man.waitFor(), page);
        }
    }

    @Test
    void helpOfEveryCommand_hasAnExample() {
        command().getSubcommands().forEach((name, sub) -> {
            if (!sub.getCommandSpec().usageMessage().hidden()) {
                assertTrue(sub.getUsageMessage().contains("\n  hotsplice " + name), name);
            }
        });
    }

    @Test
    void unknownCommand_isAUsageError() {
        assertEquals(ExitStatus.USAGE.code(), command().setErr(silent()).execute("frobnicate"));
        assertEquals(ExitStatus.USAGE.code(), command().setErr(silent()).execute("info", "NOT AN ID"));
        assertEquals(ExitStatus.USAGE.code(), command().setErr(silent()).execute("reverse"));
    }

    private static java.io.PrintWriter silent() {
        return new java.io.PrintWriter(java.io.Writer.nullWriter());
    }
}
