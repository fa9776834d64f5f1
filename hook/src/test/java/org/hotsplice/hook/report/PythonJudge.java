/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.hook.machine.ProcessRunner;

/** Readers of formats that Debian has as libraries of its Python, as judges of what the client writes. */
final class PythonJudge {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private PythonJudge() {}

    /** Skips the test, and says so, if Debian's Python has no such library. */
    static void require(String library) throws IOException {
        assumeTrue(
                Files.isExecutable(PYTHON)
                        && ProcessRunner.run(LIMIT, "", List.of(PYTHON.toString(), "-c", "import " + library))
                                        .status()
                                == 0,
                "skipped: " + PYTHON + " has no library '" + library + "'");
    }

    /** {@return what the script says about its input; where it fails, that is the error} */
    static String run(String script, String input, String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(PYTHON.toString(), "-c", script));
        command.addAll(List.of(arguments));
        return ProcessRunner.run(LIMIT, input, command).output();
    }
}
