/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

/** The command, run in this process at a time that the test chooses. */
public final class Command {
    private final Clock clock;
    private final Duration patience;

    private Command(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** What a run gave. */
    public record Run(int status, String out, String err) {}

    /** {@return the command at this time} */
    public static Command at(Instant instant) {
        return new Command(Clock.fixed(instant, ZoneOffset.UTC), Duration.ofDays(1));
    }

    /** {@return the command that tells at once what it does} */
    Command impatient() {
        return new Command(clock, Duration.ZERO);
    }

    /** {@return what a run gives} */
    public Run run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int status = SignCommand.run(
                SignCommand.commandLine(clock, patience), new PrintWriter(out), new PrintWriter(err), words);
        return new Run(status, out.toString(), err.toString());
    }

    /** {@return the output of a run that succeeds} */
    public String ok(Object... arguments) {
        Run run = run(arguments);
        assertEquals(0, run.status(), run.err() + run.out());
        return run.out();
    }

    /** Runs it, and demands this exit status and a message with this code. */
    public void refused(int status, String code, Object... arguments) {
        Run run = run(arguments);
        assertEquals(status, run.status(), run.err() + run.out());
        assertEquals(true, run.err().contains(code), run.err());
    }
}
