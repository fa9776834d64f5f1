/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
}
