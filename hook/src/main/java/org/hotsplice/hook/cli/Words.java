/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.update.ExitStatus;
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

    /** {@return the same for a program, as the whole of what a command has to say} */
    static Map<String, Object> toMap(Issue issue) {
        return failure(
                issue.code().name(),
                issue.message(),
                issue.code().wayOut(),
                issue.code().exitStatus());
    }

    static Map<String, Object> failure(String code, String message, String wayOut, ExitStatus exitStatus) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", 1);
        map.put("code", code);
        map.put("message", message);
        map.put("wayOut", wayOut);
        map.put("exitStatus", exitStatus.code());
        return map;
    }

    /** {@return what is said to a program of one update that was looked at} */
    static Map<String, Object> verdict(String id, String well, Optional<Issue> issue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put(well, issue.isEmpty());
        map.put("code", issue.map(i -> i.code().name()).orElse(""));
        map.put("message", issue.map(Issue::message).orElse(""));
        map.put("wayOut", issue.map(i -> i.code().wayOut()).orElse(""));
        return map;
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
