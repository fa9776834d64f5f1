/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.report.Disassembly.Line;

/** Two disassemblies beside each other, equal instructions in the same row. */
final class SideBySide {
    /** Equal rows that are shown around a difference. */
    private static final int CONTEXT = 3;

    /** What a row is. */
    enum Kind {
        SAME,
        CHANGED,
        REMOVED,
        ADDED,
        /** Stands for equal rows that are not shown; the left text says how many. */
        SKIPPED
    }

    /**
     * A row.
     *
     * @param left without the patch, or nothing
     * @param right with the patch, or nothing
     */
    record Row(Kind kind, String left, String right) {}

    private SideBySide() {}

    /** {@return the rows where the two differ, with a few around them} */
    static List<Row> rows(List<Line> before, List<Line> after) {
        return shorten(all(before, after));
    }

    private static List<Row> all(List<Line> before, List<Line> after) {
        List<String> oldKeys = before.stream().map(Line::key).toList();
        List<String> newKeys = after.stream().map(Line::key).toList();
        List<Row> rows = new ArrayList<>();
        int left = 0;
        int right = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(oldKeys, newKeys).getDeltas()) {
            int leftEnd = delta.getSource().getPosition();
            while (left < leftEnd) {
                rows.add(new Row(
                        Kind.SAME, before.get(left++).text(), after.get(right++).text()));
            }
            int removed = delta.getSource().size();
            int added = delta.getTarget().size();
            for (int i = 0; i < Math.max(removed, added); i++) {
                Kind kind = i >= removed ? Kind.ADDED : i >= added ? Kind.REMOVED : Kind.CHANGED;
                rows.add(new Row(
                        kind,
                        i < removed ? before.get(left + i).text() : "",
                        i < added ? after.get(right + i).text() : ""));
            }
            left += removed;
            right += added;
        }
        while (left < before.size() && right < after.size()) {
            rows.add(new Row(
                    Kind.SAME, before.get(left++).text(), after.get(right++).text()));
        }
        return rows;
    }

    private static List<Row> shorten(List<Row> rows) {
        boolean[] shown = new boolean[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).kind() != Kind.SAME) {
                for (int j = Math.max(0, i - CONTEXT); j <= Math.min(rows.size() - 1, i + CONTEXT); j++) {
                    shown[j] = true;
                }
            }
        }
        List<Row> kept = new ArrayList<>();
        int skipped = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!shown[i]) {
                skipped++;
                continue;
            }
            addSkipped(kept, skipped);
            skipped = 0;
            kept.add(rows.get(i));
        }
        addSkipped(kept, skipped);
        return kept;
    }

    private static void addSkipped(List<Row> kept, int skipped) {
        if (skipped > 0) {
            kept.add(new Row(Kind.SKIPPED, skipped + " equal instructions", ""));
        }
    }
}
