/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.PrintWriter;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** Tells a person why there is no update. */
final class Refusals {
    private Refusals() {}

    /** {@return the exit status that belongs to the exception, after printing it} */
    static int report(Exception exception, PrintWriter err, boolean debug) {
        if (debug) {
            exception.printStackTrace(err);
        }
        if (exception instanceof RefusedException refused) {
            Issue issue = refused.issue();
            err.println("hotsplice-create: " + issue.code().name() + ": " + issue.message());
            err.println("  " + issue.code().wayOut());
            for (Throwable other : refused.getSuppressed()) {
                err.println("  also: " + other.getMessage());
            }
            return issue.code().exitStatus().code();
        }
        String message = exception.getMessage();
        err.println("hotsplice-create: " + (message == null ? exception.toString() : message));
        return ExitStatus.INTERNAL.code();
    }
}
