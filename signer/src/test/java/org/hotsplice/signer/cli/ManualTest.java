/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page says everything that the command can do, and the completion script is one that bash takes. */
final class ManualTest {
    @TempDir
    Path folder;

    @Test
    void everyCommandAndOption_isInTheManualPage() throws IOException {
        String page = Files.readString(Path.of("dist/man/hotsplice-sign.1")).replace("\\-", "-");
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, CommandLine> sub :
                SignCommand.commandLine(Clock.systemUTC()).getSubcommands().entrySet()) {
            int start = page.indexOf("\n.SS " + sub.getKey());
            if (start < 0) {
                missing.add(sub.getKey());
                continue;
            }
            int end = page.indexOf("\n.S", start + 1);
            String section = page.substring(start, end);
            for (OptionSpec option : sub.getValue().getCommandSpec().options()) {
                boolean shared = option.usageHelp()
                        || option.versionHelp()
                        || option.longestName().equals("--json");
                if (!shared && !section.contains(option.longestName())) {
                    missing.add(sub.getKey() + " " + option.longestName());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void page_isRenderedWithoutAWarning() throws IOException {
        Tools.require("man");
        Outcome outcome =
                Tools.run("man", "--warnings=all", "--encoding=UTF-8", "--local-file", "dist/man/hotsplice-sign.1");
        assertEquals("", outcome.errors());
        assertEquals(0, outcome.status());
    }

    @Test
    void completionScript_isTakenByBash() throws IOException {
        Tools.require("bash");
        Path script = folder.resolve("completion");
        Files.writeString(script, Command.at(Instant.EPOCH).ok("generate-completion"));
        Outcome outcome = Tools.run("bash", "-n", script.toString());
        assertEquals(0, outcome.status(), outcome.errors());
        assertTrue(Files.readString(script).contains("--module-certificate"));
    }
}
