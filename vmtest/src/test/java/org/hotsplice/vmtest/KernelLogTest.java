/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelLogTest {
    private static final String USUAL = "[    1.0] hotsplice: module verification failed: signature and/or required key"
            + " missing - tainting kernel";

    @Test
    void ordinaryLinesAndOurTaint_areNoProblem() {
        assertEquals(List.of(), new KernelLog(List.of(USUAL), 0x3000).problems());
    }

    @Test
    void warningLine_isReported() {
        String line = "[    2.0] WARNING: CPU: 1 PID: 7 at kernel/module/main.c:1";
        assertEquals(List.of(line), new KernelLog(List.of(USUAL, line), 0x3000).problems());
    }

    @Test
    void taintOfAWarning_isReportedWithItsBits() {
        assertEquals(
                List.of("the kernel is tainted by more than out-of-tree and unsigned modules: bits 0x200"),
                new KernelLog(List.of(), 0x3200).problems());
    }

    @Test
    void livepatched_allowsThatTaintAlone() {
        assertEquals(List.of(), new KernelLog(List.of(), 0xb000).livepatched().problems());
        assertEquals(
                List.of("the kernel is tainted by more than out-of-tree and unsigned modules: bits 0x200"),
                new KernelLog(List.of(), 0xb200).livepatched().problems());
    }

    @Test
    void since_keepsOnlyLaterLines() {
        KernelLog earlier = new KernelLog(List.of("a"), 0);
        assertEquals(
                List.of("b"), new KernelLog(List.of("a", "b"), 0).since(earlier).lines());
    }

    @Test
    void sinceALogThatIsGone_isAllThereIs() {
        KernelLog earlier = new KernelLog(List.of("[ 1.0] a", "[ 2.0] b", "[ 3.0] c"), 0);
        List<String> cleared = List.of("[ 4.0] d");
        assertEquals(cleared, new KernelLog(cleared, 0).since(earlier).lines());
        List<String> wrapped = List.of("[ 4.0] d", "[ 5.0] e", "[ 6.0] f", "[ 7.0] g");
        assertEquals(wrapped, new KernelLog(wrapped, 0).since(earlier).lines());
        assertEquals(
                wrapped,
                new KernelLog(wrapped, 0).since(new KernelLog(List.of(), 0)).lines());
    }
}
