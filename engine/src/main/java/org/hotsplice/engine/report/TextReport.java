/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.List;

/** Writes a report for a terminal or a mail. */
final class TextReport {
    private static final int COLUMN = 58;

    private final String summary;
    private final List<UnitReview> units;

    TextReport(String summary, List<UnitReview> units) {
        this.summary = summary;
        this.units = List.copyOf(units);
    }

    String text() {
        StringBuilder text = new StringBuilder(summary);
        for (UnitReview unit : units) {
            String heading = unit.target() + ": " + unit.unit();
            text.append("\n\n")
                    .append(heading)
                    .append('\n')
                    .append("=".repeat(heading.length()))
                    .append('\n');
            unit.findings().forEach(line -> text.append("! ").append(line).append('\n'));
            unit.data().forEach(line -> text.append("- ").append(line).append('\n'));
            unit.functions().forEach(function -> function(text, function));
        }
        return text.toString();
    }

    private static void function(StringBuilder text, FunctionReview function) {
        text.append('\n').append(function.name()).append(": ").append(function.change());
        text.append(", ").append(function.sizes()).append('\n');
        if (!function.why().isEmpty()) {
            text.append("  differs first: ").append(function.why()).append('\n');
        }
        if (!function.users().isEmpty()) {
            text.append("  used in this unit by: ")
                    .append(String.join(", ", function.users()))
                    .append('\n');
        }
        for (SideBySide.Row row : function.rows()) {
            text.append("  ").append(row(row).stripTrailing()).append('\n');
        }
    }

    private static String row(SideBySide.Row row) {
        return switch (row.kind()) {
            case SAME -> line(row.left(), ' ', row.right());
            case CHANGED -> line(row.left(), '|', row.right());
            case REMOVED -> line(row.left(), '<', "");
            case ADDED -> line("", '>', row.right());
            case SKIPPED -> "    ... " + row.left();
        };
    }

    private static String line(String left, char mark, String right) {
        String cut = left.length() > COLUMN ? left.substring(0, COLUMN - 1) + "~" : left;
        return cut + " ".repeat(COLUMN - cut.length()) + ' ' + mark + ' ' + right;
    }
}
