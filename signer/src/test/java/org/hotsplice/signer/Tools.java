/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.cli.SignCommand;

/** The distributions' own programs, as judges of what the signer makes. */
public final class Tools {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private Tools() {}

    /** Skips the test, and says so, if a program is missing. */
    public static void require(String... programs) {
        for (String program : programs) {
            assumeTrue(exists(program), "skipped: '" + program + "' is not installed");
        }
    }

    private static boolean exists(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (new File(folder, program).canExecute()) {
                return true;
            }
        }
        return false;
    }

    /** {@return what came of running a program in the C locale} */
    public static Subprocess.Outcome run(String... command) throws IOException {
        return run(Map.of(), command);
    }

    /** {@return what came of running a program in the C locale, with more variables} */
    public static Subprocess.Outcome run(Map<String, String> variables, String... command) throws IOException {
        Map<String, String> environment = new java.util.HashMap<>(variables);
        environment.put("LC_ALL", "C");
        return new Subprocess(List.of(command), TIMEOUT).with(environment).run();
    }

    /**
     * {@return the errors that rpmlint finds in a package}
     *
     * <p>Two that say nothing here are left out: the key is not one of the machine's own, and modules of tests are
     * made-up bytes.
     */
    public static List<String> rpmlintErrors(Path file) throws IOException {
        Subprocess.Outcome outcome = run("rpmlint", file.toString());
        // Its status tells of errors too; that it looked at the package is told by its last line alone.
        assertTrue(outcome.text().contains(" 1 packages and 0 specfiles checked;"), outcome.text() + outcome.errors());
        return outcome.text()
                .lines()
                .filter(line ->
                        line.contains(": E: ") && !line.contains(" unknown-key ") && !line.contains(" no-binary"))
                .toList();
    }

    /** {@return what lintian finds in a package that has no error} */
    public static List<String> lintianFindings(Path file) throws IOException {
        Subprocess.Outcome outcome = run("lintian", "--allow-root", "--no-tag-display-limit", file.toString());
        assertEquals(0, outcome.status(), outcome.text() + outcome.errors());
        return outcome.text().lines().toList();
    }

    /** {@return {@code hotsplice-sign} with these arguments, as a process of its own} */
    public static String[] signCommand(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SignCommand.class.getName()));
        command.addAll(arguments);
        return command.toArray(String[]::new);
    }
}
