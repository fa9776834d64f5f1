/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What evaluate-case.sh printed, as an outcome. */
final class CaseTranscript {
    private CaseTranscript() {}

    static Outcome parse(String output, Outcome created) {
        Map<String, String> values = new HashMap<>();
        for (String line : output.split("\n", -1)) {
            if (line.startsWith("@ ")) {
                String[] words = line.split(" ", 3);
                values.put(words[1], words.length > 2 ? words[2] : "");
            }
        }
        String verdictLine = values.get("verdict");
        if (verdictLine == null) {
            return created.with(Verdict.NOT_REVERSED, "NO_VERDICT", output.strip());
        }
        String[] words = verdictLine.split(" ", 3);
        Verdict verdict = Verdict.valueOf(words[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        Outcome outcome = new Outcome(
                created.patchCase(),
                created.creation(),
                verdict,
                words.length > 1 ? words[1] : "",
                words.length > 2 ? words[2].trim() : "",
                span(values, "apply-start", "apply-end"),
                span(values, "reverse-start", "reverse-end"));
        return verdict == Verdict.WORKS ? seen(outcome, values) : outcome;
    }

    /** {@return what the trigger's three runs make of an outcome that is sound as far as the kernel goes} */
    private static Outcome seen(Outcome works, Map<String, String> values) {
        Behaviour before = new Behaviour(values.getOrDefault("before", ""));
        Behaviour during = new Behaviour(values.getOrDefault("during", ""));
        Behaviour after = new Behaviour(values.getOrDefault("after", ""));
        Verdict good = works.patchCase().refusalExpected() ? Verdict.WORKS_UNEXPECTEDLY : Verdict.WORKS;
        if (before.isSilent()
                && during.isSilent()
                && after.isSilent()
                && !works.patchCase().observable()) {
            return works.with(good, "", "");
        }
        if (before.isUndecided()) {
            return works.with(Verdict.WORKS_UNSEEN, "CANNOT_TELL", before.line());
        }
        if (!before.shows("OLD")) {
            return works.with(Verdict.NOT_SHOWN, "NOT_OLD_BEFORE", "before the update, " + before.words());
        }
        if (!during.shows("NEW")) {
            return works.with(
                    Verdict.WRONG_BEHAVIOUR,
                    during.shows("OLD") ? "STILL_OLD" : "NOT_NEW",
                    "while it is applied, " + during.words());
        }
        if (!after.shows("OLD")) {
            return works.with(
                    Verdict.WRONG_BEHAVIOUR,
                    after.shows("NEW") ? "STILL_NEW" : "NOT_OLD_AFTER",
                    "after the reversal, " + after.words());
        }
        return works.with(good, "", "OLD NEW OLD");
    }

    /**
     * What the trigger program said in one run.
     *
     * @param line its words, which end in "=> OLD", "=> NEW" or "=> ?"; empty if it said nothing of the case
     */
    private record Behaviour(String line) {
        boolean isSilent() {
            return line.isBlank();
        }

        boolean isUndecided() {
            return shows("?");
        }

        boolean shows(String word) {
            return line.strip().endsWith("=> " + word);
        }

        String words() {
            return isSilent() ? "the trigger says nothing" : "the trigger says: " + line.strip();
        }
    }

    private static double span(Map<String, String> values, String from, String to) {
        if (!values.containsKey(from) || !values.containsKey(to)) {
            return 0;
        }
        return Double.parseDouble(values.getOrDefault(to, "0")) - Double.parseDouble(values.getOrDefault(from, "0"));
    }
}
