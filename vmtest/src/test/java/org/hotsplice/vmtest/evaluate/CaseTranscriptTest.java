/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTranscriptTest {
    private static final Path ANY = Path.of("any");

    private static Outcome created(boolean refusalExpected) {
        PatchCase patchCase = new PatchCase("CVE-1-22", List.of("vmlinux"), refusalExpected, ANY);
        return Outcome.ofCreation(patchCase, new Creation(0, "", "", 1, List.of(), ANY, 3, ANY));
    }

    @Test
    void wholeLife_worksWithItsTimes() {
        String output =
                """
                noise
                @ apply-start 10.00
                @ apply-end 10.50
                @ reverse-start 11.00
                @ reverse-end 11.25
                @ verdict works  OLD NEW OLD
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
