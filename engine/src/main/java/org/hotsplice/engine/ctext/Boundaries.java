/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

/** Finds places between the declarations of a preprocessed text: those after a semicolon outside all braces. */
final class Boundaries {
    private final String text;
    private int at;
    private int depth;

    private Boundaries(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** {@return the last such place that is not beyond the limit; the start of the text if there is none} */
    static int lastUntil(String text, int limit) {
        Boundaries reader = new Boundaries(text, 0);
        int last = 0;
        while (reader.at < limit) {
            if (reader.next() && reader.at <= limit) {
                last = reader.at;
            }
        }
        return last;
    }

    /** {@return the first such place from the limit on, reading from another such place; else the text's end} */
    static int firstFrom(String text, int start, int limit) {
        Boundaries reader = new Boundaries(text, start);
        while (reader.at < text.length()) {
            if (reader.next() && reader.at >= limit) {
                return reader.at;
            }
        }
        return text.length();
    }

    /** {@return whether the text ends at such a place, or has nothing after the last one} */
    static boolean isWhole(String text) {
        Boundaries reader = new Boundaries(text, 0);
        int last = 0;
        while (reader.at < text.length()) {
            if (reader.next()) {
                last = reader.at;
            }
        }
        return text.substring(last).isBlank();
    }

    /** Takes one character, or one literal. {@return whether a declaration ends with it} */
    private boolean next() {
        char character = text.charAt(at++);
        switch (character) {
            case '{', '(' -> depth++;
            case '}', ')' -> depth--;
            case '"', '\'' -> skipLiteral(character);
            case ';' -> {
                return depth == 0;
            }
            default -> {}
        }
        return false;
    }

    private void skipLiteral(char quote) {
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }
}
