/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.json.JsonText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all subcommands share: the clock, {@code --json}, and one place where results are printed. */
abstract class Subcommand implements Callable<Integer> {
    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private Clock clock = Clock.systemUTC();
    private Duration patience = CommandFactory.PATIENCE;
    private final long begun = System.nanoTime();

    /** What a command tells: lines for a person, fields for a program. */
    static final class Result {
        private final StringBuilder text = new StringBuilder();
        private final Map<String, Object> fields = new LinkedHashMap<>();
        private ExitStatus status = ExitStatus.OK;

        Result line(String line) {
            text.append(line).append('\n');
            return this;
        }

        Result field(String name, Object value) {
            fields.put(name, value);
            return this;
        }

        Result status(ExitStatus ending) {
            status = ending;
            return this;
        }
    }

    abstract Result run() throws IOException, RefusedException;

    @Override
    public final Integer call() throws IOException, RefusedException {
        Result result = run();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonText.of(result.fields) : result.text.toString());
        out.flush();
        return result.status.code();
    }

    final Clock clock() {
        return clock;
    }

    final void setClock(Clock given) {
        clock = given;
    }

    final void setPatience(Duration given) {
        patience = given;
    }

    /** Tells a person who waits what comes next; nothing where the command is quick, or a program reads the result. */
    final void progress(String what) {
        long nanoseconds = System.nanoTime() - begun;
        if (!json && nanoseconds >= patience.toNanos()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(String.format(Locale.ROOT, "%6.1f s  %s", nanoseconds / 1e9, what));
            err.flush();
        }
    }

    final CommandSpec spec() {
        return spec;
    }

    final boolean json() {
        return json;
    }
}
