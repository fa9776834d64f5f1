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
        if (verdict == Verdict.WORKS && created.patchCase().refusalExpected()) {
            verdict = Verdict.WORKS_UNEXPECTEDLY;
        }
        return new Outcome(
                created.patchCase(),
                created.creation(),
                verdict,
                words.length > 1 ? words[1] : "",
                words.length > 2 ? words[2].trim() : "",
                span(values, "apply-start", "apply-end"),
                span(values, "reverse-start", "reverse-end"));
    }

    private static double span(Map<String, String> values, String from, String to) {
        if (!values.containsKey(from) || !values.containsKey(to)) {
            return 0;
        }
        return Double.parseDouble(values.getOrDefault(to, "0")) - Double.parseDouble(values.getOrDefault(from, "0"));
    }
}
