/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.List;
import java.util.Locale;

/** Writes a report as one HTML page, with no script and nothing from elsewhere. */
final class HtmlReport {
    private static final String STYLE = "body{font:15px sans-serif;margin:2em;max-width:110em}"
            + "pre,td{font:12px monospace;white-space:pre-wrap;vertical-align:top}"
            + "table{border-collapse:collapse;width:100%;table-layout:fixed}td{padding:0 .6em;width:50%}"
            + ".changed td{background:#fff3c4}.removed td:first-child{background:#fdd}"
            + ".added td:last-child{background:#dfd}.skipped td{color:#777}"
            + ".finding{background:#fff3c4;padding:.3em .6em}summary{cursor:pointer;font-weight:bold}";

    private final String summary;
    private final List<UnitReview> units;

    HtmlReport(String summary, List<UnitReview> units) {
        this.summary = summary;
        this.units = List.copyOf(units);
    }

    String html() {
        String title = summary.lines().findFirst().orElse("Update");
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.append("<title>").append(escape(title)).append("</title><style>").append(STYLE);
        page.append("</style></head><body>\n<pre>").append(escape(summary)).append("</pre>\n");
        for (UnitReview unit : units) {
            page.append("<h2>")
                    .append(escape(unit.target() + ": " + unit.unit()))
                    .append("</h2>\n");
            unit.findings().forEach(line -> page.append("<p class=\"finding\">")
                    .append(escape(line))
                    .append("</p>\n"));
            unit.data().forEach(line -> page.append("<p>").append(escape(line)).append("</p>\n"));
            unit.functions().forEach(function -> function(page, function));
        }
        return page.append("</body></html>\n").toString();
    }

    private static void function(StringBuilder page, FunctionReview function) {
        page.append("<details open><summary>")
                .append(escape(function.name() + ": " + function.change() + ", " + function.sizes()))
                .append("</summary>\n");
        if (!function.why().isEmpty()) {
            page.append("<p>Differs first: ").append(escape(function.why())).append("</p>\n");
        }
        function.facts().forEach(fact -> page.append("<p>")
                .append(escape(capitalized(fact.line())))
                .append("</p>\n"));
        page.append("<table>\n");
        for (SideBySide.Row row : function.rows()) {
            page.append("<tr class=\"")
                    .append(row.kind().name().toLowerCase(Locale.ROOT))
                    .append("\"><td>")
                    .append(escape(row.left()))
                    .append("</td><td>")
                    .append(escape(row.right()))
                    .append("</td></tr>\n");
        }
        page.append("</table></details>\n");
    }

    private static String capitalized(String line) {
        return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
