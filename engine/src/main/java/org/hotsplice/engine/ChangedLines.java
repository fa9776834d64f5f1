/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.patch.UnifiedDiff;

/** The lines of a file, with the patch, that the patch adds or where it deletes. */
final class ChangedLines {
    private static final Pattern HUNK = Pattern.compile("^@@ -[0-9]+(?:,[0-9]+)? \\+([0-9]+)(?:,([0-9]+))? @@.*");
    private static final Pattern FILE = Pattern.compile("^\\+\\+\\+ (?:[^/\\s]+/)?(\\S+).*");

    private ChangedLines() {}

    static NavigableSet<Integer> of(UnifiedDiff diff, String path) {
        NavigableSet<Integer> lines = new TreeSet<>();
        boolean isFile = false;
        int line = 0;
        int left = 0;
        for (String text : diff.text().split("\n", -1)) {
            Matcher hunk = HUNK.matcher(text);
            Matcher file = FILE.matcher(text);
            if (left <= 0 && text.startsWith("--- ")) {
                continue;
            }
            if (left <= 0 && file.matches()) {
                isFile = file.group(1).equals(path);
            } else if (hunk.matches()) {
                line = Integer.parseInt(hunk.group(1));
                left = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
            } else if (text.startsWith("+")) {
                add(lines, isFile, line++);
                left--;
            } else if (text.startsWith("-")) {
                add(lines, isFile, line);
            } else {
                line++;
                left--;
            }
        }
        return lines;
    }

    private static void add(NavigableSet<Integer> lines, boolean isFile, int line) {
        if (isFile) {
            lines.add(line);
        }
    }
}
