/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
        err.println("hotsplice-create: " + inWords(exception));
        return ExitStatus.INTERNAL.code();
    }

    /** Java's own message for a file that cannot be used is often its name alone. */
    private static String inWords(Exception exception) {
        if (exception instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (exception instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (exception instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getFile() + ": " + failed.getReason();
        }
        String message = exception.getMessage();
        return message == null ? exception.toString() : message;
    }
}
