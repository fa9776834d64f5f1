/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.diff.FunctionChange;
import org.hotsplice.engine.diff.ObjectMap;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;

/** All that a reviewer should see of an update; written as text or as one HTML page. */
public final class ReviewReport {
    private final String summary;
    private final ProcessRunner runner;
    private final List<UnitReview> units = new ArrayList<>();

    /**
     * A report with no units yet.
     *
     * @param summary the text that it begins with; its first line is the title
     * @param runner runs objdump
     */
    public ReviewReport(String summary, ProcessRunner runner) {
        this.summary = summary;
        this.runner = runner;
    }

    /**
     * Adds a unit.
     *
     * @param target "vmlinux" or a module
     * @param diff its difference; its objects were read from files that still exist
     * @param issues what else was found, as by its plan
     * @param surroundings what is known of the target's other units
     */
    public void add(String target, UnitDiff diff, List<Issue> issues, Surroundings surroundings) throws IOException {
        List<Piece> before = new ArrayList<>(diff.removed());
        List<Piece> after = new ArrayList<>(diff.added());
        diff.changed().forEach(change -> {
            before.add(change.pre());
            after.add(change.post());
        });
        Disassembly old = disassembly(diff.pre(), before);
        Disassembly now = disassembly(diff.post(), after);
        FunctionFacts facts = new FunctionFacts(target, diff, surroundings);
        List<FunctionReview> functions = new ArrayList<>();
        for (FunctionChange change : diff.changed()) {
            functions.add(new FunctionReview(
                    change.name(),
                    "replaced",
                    change.reason(),
                    change.pre().size() + " -> " + change.post().size() + " bytes",
                    facts.ofChanged(change),
                    SideBySide.rows(old.of(change.pre()), now.of(change.post()))));
        }
        for (Piece added : diff.added()) {
            functions.add(new FunctionReview(
                    added.name(),
                    "added",
                    "",
                    added.size() + " bytes",
                    facts.ofAdded(added),
                    SideBySide.rows(List.of(), now.of(added))));
        }
        for (Piece removed : diff.removed()) {
            functions.add(new FunctionReview(
                    removed.name(),
                    "removed",
                    "",
                    removed.size() + " bytes",
                    facts.ofRemoved(removed),
                    SideBySide.rows(old.of(removed), List.of())));
        }
        units.add(new UnitReview(target, diff.unit(), functions, data(diff), findings(diff, issues)));
    }

    private Disassembly disassembly(ObjectMap map, List<Piece> functions) throws IOException {
        return Disassembly.of(Path.of(map.object().name()), functions, runner);
    }

    private static List<String> data(UnitDiff diff) {
        List<String> data = new ArrayList<>();
        diff.addedData().forEach(piece -> data.add("new data " + piece.name() + ", " + piece.size() + " bytes"));
        diff.removedData()
                .forEach(piece -> data.add(
                        "data no longer used " + piece.name() + ", " + piece.size() + " bytes; it stays as it is"));
        return data;
    }

    private static List<String> findings(UnitDiff diff, List<Issue> issues) {
        List<String> findings = new ArrayList<>();
        diff.issues().forEach(issue -> findings.add(finding(issue)));
        issues.forEach(issue -> findings.add(finding(issue)));
        diff.hooks().forEach(hook -> findings.add("hook " + hook.kind() + ": " + hook.function()));
        findings.addAll(diff.notes());
        return findings;
    }

    private static String finding(Issue issue) {
        return issue.code().name() + ": " + issue.message();
    }

    /** {@return the report as plain text} */
    public String text() {
        return new TextReport(summary, units).text();
    }

    /** {@return the report as an HTML page that needs nothing else} */
    public String html() {
        return new HtmlReport(summary, units).html();
    }
}
