/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * Splits a simple shell command line into programs and their arguments: quotes, backslashes, {@code ;} and {@code &&}.
 * Whatever a shell would do beyond that, such as redirections or expansions, is refused: it is not run.
 */
final class ShellWords {
    private static final String NOT_SIMPLE = "|<>`$()*?[]~!#";

    private final String name;
    private final String text;
    private final List<List<String>> steps = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    ShellWords(String name, String text) {
        this.name = name;
        this.text = text;
    }

    List<List<String>> steps() throws RefusedException {
        while (at < text.length()) {
            char next = text.charAt(at++);
            switch (next) {
                case ' ', '\t' -> endWord();
                case '\'' -> quoted('\'');
                case '"' -> quoted('"');
                case '\\' -> append(take("a lone backslash"));
                case ';' -> endStep();
                case '&' -> {
                    if (take("a lone '&'") != '&') {
                        throw refused("it runs a program in the background");
                    }
                    endStep();
                }
                default -> {
                    if (NOT_SIMPLE.indexOf(next) >= 0 && !inWordAndHarmless(next)) {
                        throw refused("it needs a shell for '" + next + "'");
                    }
                    append(next);
                }
            }
        }
        endStep();
        return steps;
    }

    /** Within a word these have no meaning to a shell. */
    private boolean inWordAndHarmless(char next) {
        return inWord && (next == '#' || next == '~' || next == '!');
    }

    private void quoted(char quote) throws RefusedException {
        inWord = true;
        while (true) {
            char next = take("an open quote");
            if (next == quote) {
                return;
            }
            if (quote == '"' && next == '\\' && at < text.length() && "\\\"$`".indexOf(text.charAt(at)) >= 0) {
                next = text.charAt(at++);
            } else if (quote == '"' && (next == '$' || next == '`')) {
                throw refused("it needs a shell for '" + next + "'");
            }
            word.append(next);
        }
    }

    private char take(String what) throws RefusedException {
        if (at >= text.length()) {
            throw refused("it ends with " + what);
        }
        return text.charAt(at++);
    }

    private void append(char character) {
        inWord = true;
        word.append(character);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void endStep() {
        endWord();
        if (!words.isEmpty()) {
            steps.add(words);
            words = new ArrayList<>();
        }
    }

    private RefusedException refused(String why) {
        return new RefusedException(Issue.of(EngineIssue.COMMAND_NOT_UNDERSTOOD, name, why));
    }
}
