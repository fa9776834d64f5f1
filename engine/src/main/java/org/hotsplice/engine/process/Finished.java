/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.process;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that has ended.
 *
 * @param command what was run
 * @param status its exit status
 * @param output its standard output and error, in the order written, without a last line feed
 */
public record Finished(Command command, int status, String output) {
    private static final Pattern ERROR_LINE = Pattern.compile("(?i).*(?:\\berror\\b|\\*\\*\\* |fatal).*");

    /** {@return whether it ended with status 0} */
    public boolean succeeded() {
        return status == 0;
    }

    /** {@return the lines of its output} */
    public List<String> lines() {
        return output.lines().toList();
    }

    /** {@return the line that best says what went wrong} */
    public String firstError() {
        Optional<String> error = output.lines()
                .filter(line -> ERROR_LINE.matcher(line).matches())
                .findFirst();
        return error.or(() -> output.lines().filter(line -> !line.isBlank()).reduce((first, second) -> second))
                .orElse("exit status " + status);
    }
}
