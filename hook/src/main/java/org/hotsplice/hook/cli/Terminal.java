/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.hook.report.Json;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;

/**
 * Where a command writes.
 *
 * @param out for what was asked for
 * @param err for what went wrong
 * @param json whether a program reads the output
 */
record Terminal(PrintWriter out, PrintWriter err, boolean json) {
    /** {@return whether colours help: it asks about the output alone, as System.console() does not} */
    boolean colours() {
        if (json || System.getenv("NO_COLOR") != null) {
            return false;
        }
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty") || output.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void printJson(Object value) {
        print(Json.write(value));
    }

    /** Says why a command as a whole was refused, to a program where what was asked for would be. */
    void refused(Issue issue) {
        if (json) {
            printJson(Words.toMap(issue));
        } else {
            Words.issue(err, issue);
        }
    }

    /** Says what went wrong in a command as a whole. */
    void failed(Exception exception) {
        if (json) {
            printJson(Words.failure(ExitStatus.INTERNAL.name(), Words.describe(exception), "", ExitStatus.INTERNAL));
        } else {
            err.println("hotsplice: " + Words.describe(exception));
        }
    }
}
