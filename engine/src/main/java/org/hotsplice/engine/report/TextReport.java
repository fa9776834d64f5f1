/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.List;

/** Writes a report for a terminal or a mail. */
final class TextReport {
    private static final int COLUMNS = 100;
    /** Of each of two disassemblies beside each other, with an indent before and a mark between them. */
    private static final int COLUMN = 47;

    private final String summary;
    private final List<UnitReview> units;
    private final StringBuilder text = new StringBuilder();

    TextReport(String summary, List<UnitReview> units) {
        this.summary = summary;
        this.units = List.copyOf(units);
    }

    String text() {
        text.setLength(0);
        summary.lines().forEach(this::line);
        for (UnitReview unit : units) {
            String heading = unit.target() + ": " + unit.unit();
            text.append('\n');
            line(heading);
            line("=".repeat(heading.length()));
            unit.findings().forEach(finding -> line("! " + finding));
            unit.data().forEach(data -> line("- " + data));
            unit.functions().forEach(this::function);
        }
        return text.toString();
    }

    private void line(String line) {
        Folded.atSpaces(line, COLUMNS).forEach(part -> text.append(part).append('\n'));
    }

    private void function(FunctionReview function) {
        text.append('\n');
        line(function.name() + ": " + function.change() + ", " + function.sizes());
        if (!function.why().isEmpty()) {
            line("  differs first: " + function.why());
        }
        function.facts().forEach(fact -> line("  " + fact.line()));
        function.rows().forEach(this::row);
    }

    private void row(SideBySide.Row row) {
        switch (row.kind()) {
            case SAME -> row(row.left(), ' ', row.right());
            case CHANGED -> row(row.left(), '|', row.right());
            case REMOVED -> row(row.left(), '<', "");
            case ADDED -> row("", '>', row.right());
            case SKIPPED -> line("      ... " + row.left());
        }
    }

    private void row(String left, char mark, String right) {
        List<String> lefts = Folded.anywhere(left, COLUMN);
        List<String> rights = Folded.anywhere(right, COLUMN);
        for (int i = 0; i < Math.max(lefts.size(), rights.size()); i++) {
            String first = i < lefts.size() ? lefts.get(i) : "";
            String second = i < rights.size() ? rights.get(i) : "";
            String padded = first + " ".repeat(COLUMN - first.length());
            text.append(("  " + padded + ' ' + mark + ' ' + second).stripTrailing())
                    .append('\n');
        }
    }
}
