/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The outcomes as a table for a person, and their sum. */
final class Table {
    private static final List<String> HEADER =
            List.of("case", "target", "functions", "verdict", "reason", "create s", "apply s", "reverse s", "detail");
    private static final int LONGEST_DETAIL = 100;

    private Table() {}

    static String of(List<Outcome> outcomes) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        for (Outcome outcome : outcomes) {
            rows.add(row(outcome));
        }
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                text.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append('\n');
        }
        return text.toString().replaceAll(" +\n", "\n");
    }

    private static List<String> row(Outcome outcome) {
        return List.of(
                outcome.patchCase().name(),
                targets(outcome),
                String.valueOf(outcome.creation().functions()),
                outcome.verdict().word(),
                outcome.code().isEmpty() ? "-" : outcome.code(),
                seconds(outcome.creation().seconds()),
                seconds(outcome.applySeconds()),
                seconds(outcome.reverseSeconds()),
                shortened(outcome.detail()));
    }

    private static String targets(Outcome outcome) {
        List<String> created =
                outcome.creation().parts().stream().map(Creation.Part::target).toList();
        return String.join(",", created.isEmpty() ? outcome.patchCase().targets() : created);
    }

    private static String seconds(double value) {
        return value == 0 ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String shortened(String detail) {
        String line = detail.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "...";
    }

    /** {@return how many cases came to each verdict, in one line} */
    static String sum(List<Outcome> outcomes) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Outcome outcome : outcomes) {
            counts.merge(outcome.verdict(), 1, Integer::sum);
        }
        var words = new ArrayList<String>();
        counts.forEach((verdict, count) -> words.add(count + " " + verdict.word()));
        return outcomes.size() + " cases: " + String.join(", ", words);
    }
}
