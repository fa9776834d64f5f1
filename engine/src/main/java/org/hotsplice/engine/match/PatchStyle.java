/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

/** How a kernel pads the code that it patches and brings replacements to their places. */
enum PatchStyle {
    /** Nops of up to 8 bytes, of runs of single-byte ones; only a first call or jump is moved (6.1). */
    OF_6_1(8),
    /** Nops of up to 11 bytes or a jump, of runs of any; all that is relative is moved (6.12). */
    OF_6_12(11);

    private final int longestNop;

    PatchStyle(int longestNop) {
        this.longestNop = longestNop;
    }

    /** {@return ASM_NOP_MAX of arch/x86/include/asm/nops.h} */
    int longestNop() {
        return longestNop;
    }
}
