/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTranscriptTest {
    private static final Path ANY = Path.of("any");

    private static Outcome created(boolean refusalExpected) {
        return created(refusalExpected, false);
    }

    private static Outcome created(boolean refusalExpected, boolean observable) {
        PatchCase patchCase = new PatchCase("CVE-1-22", List.of("vmlinux"), refusalExpected, observable, ANY);
        return Outcome.ofCreation(patchCase, new Creation(0, "", "", 1, List.of(), ANY, 3, ANY));
    }

    @Test
    void wholeLife_worksWithItsTimes() {
        String output =
                """
                noise
                @ before CVE-1-22: socket rc=0 => OLD
                @ during CVE-1-22: socket rc=-1 => NEW
                @ after CVE-1-22: socket rc=0 => OLD
                @ apply-start 10.00
                @ apply-end 10.50
                @ reverse-start 11.00
                @ reverse-end 11.25
                @ verdict works
                """;
        Outcome outcome = CaseTranscript.parse(output, created(false));
        assertEquals(Verdict.WORKS, outcome.verdict());
        assertEquals("", outcome.code());
        assertEquals("OLD NEW OLD", outcome.detail());
        assertEquals(0.5, outcome.applySeconds(), 1e-9);
        assertEquals(0.25, outcome.reverseSeconds(), 1e-9);
    }

    @Test
    void worksWhereARefusalWasExpected_isToldApart() {
        assertEquals(
                Verdict.WORKS_UNEXPECTEDLY,
                CaseTranscript.parse("@ verdict works  \n", created(true)).verdict());
    }

    /** {@return the outcome of a case whose trigger said this in its three runs} */
    private static Outcome seen(boolean observable, String before, String during, String after) {
        String output = "@ before " + before + "\n@ during " + during + "\n@ after " + after + "\n@ verdict works\n";
        return CaseTranscript.parse(output, created(false, observable));
    }

    @Test
    void caseWithoutATrigger_works() {
        assertEquals(Verdict.WORKS, seen(false, "", "", "").verdict());
    }

    @Test
    void triggerThatDoesNotShowTheOldBehaviourBefore_showsNothing() {
        for (boolean observable : List.of(true, false)) {
            Outcome fixed = seen(observable, "x rc=-1 => NEW", "x rc=-1 => NEW", "x rc=-1 => NEW");
            assertEquals(Verdict.NOT_SHOWN, fixed.verdict());
            assertEquals("NOT_OLD_BEFORE", fixed.code());
            assertEquals("before the update, the trigger says: x rc=-1 => NEW", fixed.detail());
            assertEquals(
                    Verdict.NOT_SHOWN,
                    seen(observable, "", "x => NEW", "x => OLD").verdict());
            assertEquals(
                    Verdict.NOT_SHOWN,
                    seen(observable, "x => OLDER", "x => NEW", "x => OLD").verdict());
        }
        Outcome silent = seen(true, "", "", "");
        assertEquals(Verdict.NOT_SHOWN, silent.verdict());
        assertFalse(silent.verdict().good());
        assertEquals("before the update, the trigger says nothing", silent.detail());
    }

    @Test
    void triggerThatCannotTell_isShownInTheTable() {
        Outcome outcome = seen(true, "vsock socket errno=97 => ?", "vsock socket errno=97 => ?", "");
        assertEquals(Verdict.WORKS_UNSEEN, outcome.verdict());
        assertTrue(outcome.verdict().good());
        String table = Table.of(List.of(outcome));
        assertTrue(table.contains("works-unseen  CANNOT_TELL"), table);
        assertTrue(table.contains("vsock socket errno=97 => ?"), table);
        assertEquals("1 cases: 1 works-unseen", Table.sum(List.of(outcome)));
    }

    @Test
    void triggerThatDoesNotSeeTheUpdateOrItsReversal_isWrongBehaviour() {
        assertEquals("STILL_OLD", seen(true, "x => OLD", "x => OLD", "x => OLD").code());
        assertEquals("NOT_NEW", seen(true, "x => OLD", "x => ?", "x => OLD").code());
        assertEquals("NOT_NEW", seen(true, "x => OLD", "", "x => OLD").code());
        assertEquals("STILL_NEW", seen(true, "x => OLD", "x => NEW", "x => NEW").code());
        assertEquals("NOT_OLD_AFTER", seen(true, "x => OLD", "x => NEW", "").code());
        assertEquals(
                Verdict.WRONG_BEHAVIOUR,
                seen(true, "x => OLD", "x => OLD", "x => OLD").verdict());
        assertEquals(
                "OLD NEW OLD", seen(true, "x => OLD", "x => NEW", "x => OLD").detail());
    }

    @Test
    void refusalOfTheKernel_keepsCodeAndWhy() {
        Outcome outcome = CaseTranscript.parse("@ verdict kernel-refused NO_MATCH part 0 ref: bytes\n", created(false));
        assertEquals(Verdict.KERNEL_REFUSED, outcome.verdict());
        assertEquals("NO_MATCH", outcome.code());
        assertEquals("part 0 ref: bytes", outcome.detail());
    }

    @Test
    void outputWithoutAVerdict_isNoSuccess() {
        assertEquals(
                "NO_VERDICT",
                CaseTranscript.parse("sh: syntax error\n", created(false)).code());
    }
}
