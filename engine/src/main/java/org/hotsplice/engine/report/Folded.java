/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines so that they fit into a number of columns. */
final class Folded {
    private Folded() {}

    /** {@return the line broken at spaces; what goes on is two columns further in than the line itself} */
    static List<String> atSpaces(String line, int columns) {
        List<String> lines = new ArrayList<>();
        int indent = line.length() - line.stripLeading().length();
        String further = " ".repeat(indent + 2);
        String rest = line;
        while (rest.length() > columns) {
            int from = lines.isEmpty() ? indent : further.length();
            int space = rest.lastIndexOf(' ', columns);
            if (space <= from) {
                // A word that is too long stays whole, so that it can be searched for.
                space = rest.indexOf(' ', columns);
                if (space < 0) {
                    break;
                }
            }
            lines.add(rest.substring(0, space).stripTrailing());
            rest = further + rest.substring(space).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** {@return the text in pieces of this many columns; one empty piece for no text} */
    static List<String> anywhere(String text, int columns) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += columns) {
            pieces.add(text.substring(from, Math.min(text.length(), from + columns)));
        }
        return pieces.isEmpty() ? List.of("") : pieces;
    }
}
