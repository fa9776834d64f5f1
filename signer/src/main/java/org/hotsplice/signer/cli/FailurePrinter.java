/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.json.JsonText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what ended a command into a message and an exit status. */
final class FailurePrinter implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception exception, CommandLine line, ParseResult arguments) {
        PrintWriter err = line.getErr();
        if (exception instanceof RefusedException refused) {
            Issue issue = refused.issue();
            err.println("hotsplice-sign: " + issue.code().name() + ": " + issue.message());
            err.println("  what to do: " + issue.code().wayOut());
            json(line, issue.code().name(), issue.message(), issue.code().wayOut());
            return issue.code().exitStatus().code();
        }
        if (exception instanceof ParameterException) {
            err.println("hotsplice-sign: " + exception.getMessage());
            return ExitStatus.USAGE.code();
        }
        if (exception instanceof IOException failure) {
            String message = describe(failure);
            err.println("hotsplice-sign: " + message);
            json(line, "IO", message, "look at the disk and at the permissions of the path");
            return ExitStatus.INTERNAL.code();
        }
        err.println("hotsplice-sign: this is a defect, please report it");
        exception.printStackTrace(err);
        return ExitStatus.INTERNAL.code();
    }

    private static String describe(IOException exception) {
        if (exception instanceof FileSystemException failure) {
            String kind = exception.getClass().getSimpleName().replace("Exception", "");
            String reason = failure.getReason() == null ? kind : failure.getReason();
            return failure.getFile() + ": " + reason;
        }
        return String.valueOf(exception.getMessage());
    }

    private static void json(CommandLine line, String code, String message, String wayOut) {
        Object command = line.getCommand();
        if (command instanceof Subcommand subcommand && subcommand.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("error", code);
            fields.put("message", message);
            fields.put("wayOut", wayOut);
            line.getOut().print(JsonText.of(fields));
            line.getOut().flush();
        }
    }
}
