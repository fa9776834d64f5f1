/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.update.Issue;

/** The wording that the commands share. */
final class Words {
    private Words() {}

    /** Prints an issue in two lines: code, place and values; the way out. */
    static void issue(PrintWriter out, Issue issue) {
        out.println("hotsplice: " + issue.code().name() + ": " + issue.message());
        out.println("  way out: " + issue.code().wayOut());
        out.flush();
    }

    /** Prints an update that is not as it should be. */
    static void trouble(PrintWriter out, UpdateRecord update) {
        out.println("hotsplice: " + update.standing().word() + ": " + update.code() + ": " + update.message());
        out.println("  way out: " + update.wayOut());
    }

    /** {@return a failure that is not a refusal, in a person's words} */
    static String describe(Exception exception) {
        if (exception instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile() + "; run it as root";
        }
        String message = exception.getMessage();
        return message == null || message.isEmpty() ? exception.toString() : message;
    }
}
