/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import java.util.ArrayList;
import java.util.List;

/** Splits C text into tokens. A directive of the preprocessor, with its continued lines, is one token. */
final class CTokens {
    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;
    private boolean lineStart = true;

    private CTokens(String text) {
        this.text = text;
    }

    /** {@return the tokens; comments are left out} */
    static List<String> of(String text) {
        return new CTokens(text).run();
    }

    static boolean isIdentifier(String token) {
        return isStart(token.charAt(0));
    }

    static boolean isStart(char character) {
        return character == '_' || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    static boolean isPart(char character) {
        return isStart(character) || (character >= '0' && character <= '9');
    }

    private List<String> run() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\n') {
                lineStart = true;
                at++;
            } else if (Character.isWhitespace(next)) {
                at++;
            } else if (next == '\\' && followedBy('\n')) {
                at += 2;
            } else if (next == '/' && (followedBy('*') || followedBy('/'))) {
                skipComment();
            } else if (next == '#' && lineStart) {
                directive();
            } else {
                token(next);
            }
        }
        return tokens;
    }

    private boolean followedBy(char expected) {
        return at + 1 < text.length() && text.charAt(at + 1) == expected;
    }

    private void skipComment() {
        boolean line = text.charAt(at + 1) == '/';
        int end = line ? text.indexOf('\n', at) : text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : line ? end : end + 2;
    }

    private void token(char first) {
        lineStart = false;
        int start = at;
        if (isPart(first)) {
            while (at < text.length() && isPart(text.charAt(at))) {
                at++;
            }
        } else if (first == '"' || first == '\'') {
            skipLiteral(first);
        } else {
            at++;
        }
        tokens.add(text.substring(start, at));
    }

    private void skipLiteral(char quote) {
        at++;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    /** Takes the whole logical line, without comments and with single blanks. */
    private void directive() {
        StringBuilder line = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '\n') {
            char next = text.charAt(at);
            if (next == '\\' && followedBy('\n')) {
                at += 2;
                line.append(' ');
            } else if (next == '/' && (followedBy('*') || followedBy('/'))) {
                skipComment();
                line.append(' ');
            } else if (next == '"' || next == '\'') {
                int start = at;
                skipLiteral(next);
                line.append(text, start, at);
            } else {
                line.append(Character.isWhitespace(next) ? ' ' : next);
                at++;
            }
        }
        tokens.add(line.toString().replaceAll(" +", " ").strip().replaceFirst("^# ", "#"));
    }
}
