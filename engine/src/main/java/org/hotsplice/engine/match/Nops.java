/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.x86.Decoder;
import org.hotsplice.engine.x86.Instruction;

/** The no-operation instructions that the kernel writes (6.1 and 6.12 arch/x86/kernel/alternative.c). */
final class Nops {
    private static final String[] BY_LENGTH = {
        "",
        "90",
        "6690",
        "0f1f00",
        "0f1f4000",
        "0f1f440000",
        "660f1f440000",
        "0f1f8000000000",
        "0f1f840000000000",
        "2e0f1f840000000000",
        "662e0f1f840000000000",
        "66662e0f1f840000000000"
    };
    private static final int NOP = 0x90;
    private static final int INT3 = 0xcc;
    /** The longest run that a jump of two bytes leads over. */
    private static final int NEAR = 127;

    private Nops() {}

    /** {@return what add_nops() or add_nop() writes for this length} */
    static Bytes of(int length, PatchStyle style) {
        if (style == PatchStyle.OF_6_12 && length > style.longestNop()) {
            return jumpOver(length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int left = length; left > 0; left -= style.longestNop()) {
            bytes.writeBytes(HexFormat.of().parseHex(BY_LENGTH[Math.min(left, style.longestNop())]));
        }
        return Bytes.of(bytes.toByteArray());
    }

    private static Bytes jumpOver(int length) {
        byte[] code = new byte[length];
        Arrays.fill(code, (byte) INT3);
        int size = length <= NEAR ? 2 : 5;
        int distance = length - size;
        code[0] = (byte) (size == 2 ? 0xeb : 0xe9);
        for (int i = 1; i < size; i++) {
            code[i] = (byte) (distance >> (8 * (i - 1)));
        }
        return Bytes.of(code);
    }

    /** {@return the bytes with what optimize_nops() makes of runs of nops} */
    static Variant optimized(Variant variant, PatchStyle style) {
        if (variant.paravirt() != 0) {
            return variant;
        }
        byte[] code = variant.bytes().toArray();
        int run = -1;
        for (Instruction instruction : Decoder.decode(variant.bytes())) {
            int start = instruction.offset();
            boolean isNop = isNop(variant.bytes(), instruction, style);
            if (run >= 0 && !isNop) {
                write(code, run, start, style);
                run = -1;
            } else if (isNop && run < 0) {
                // One that ends the code is as it is to be.
                run = style == PatchStyle.OF_6_12 && instruction.end() == code.length ? -1 : start;
            }
        }
        if (run >= 0) {
            write(code, run, code.length, style);
        }
        return new Variant(Bytes.of(code), variant.fields(), 0);
    }

    private static boolean isNop(Bytes code, Instruction instruction, PatchStyle style) {
        int first = code.at(instruction.offset());
        if (style == PatchStyle.OF_6_1) {
            return instruction.length() == 1 && first == NOP;
        }
        int at = instruction.offset();
        // Prefixes other than REP, which makes it PAUSE.
        while (at < instruction.end() && (code.at(at) == 0x66 || code.at(at) == 0x2e)) {
            at++;
        }
        return at < instruction.end()
                && (code.at(at) == NOP
                        || (at + 1 < instruction.end() && code.at(at) == 0x0f && code.at(at + 1) == 0x1f));
    }

    private static void write(byte[] code, int from, int to, PatchStyle style) {
        of(to - from, style).copyTo(code, from);
    }
}
