/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.x86.Decoder;
import org.hotsplice.engine.x86.Instruction;

/** The no-operation instructions that the kernel writes (6.1 arch/x86/kernel/alternative.c, P6 nops). */
final class Nops {
    private static final String[] BY_LENGTH = {
        "", "90", "6690", "0f1f00", "0f1f4000", "0f1f440000", "660f1f440000", "0f1f8000000000", "0f1f840000000000"
    };
    private static final int LONGEST = 8;
    private static final int NOP = 0x90;

    private Nops() {}

    /** {@return what add_nops() writes for this length} */
    static Bytes of(int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int left = length; left > 0; left -= LONGEST) {
            bytes.writeBytes(HexFormat.of().parseHex(BY_LENGTH[Math.min(left, LONGEST)]));
        }
        return Bytes.of(bytes.toByteArray());
    }

    /** {@return the bytes with what optimize_nops() makes of runs of single-byte nops} */
    static Variant optimized(Variant variant) {
        if (variant.paravirt() != 0) {
            return variant;
        }
        byte[] code = variant.bytes().toArray();
        int done = 0;
        for (Instruction instruction : Decoder.decode(variant.bytes())) {
            int start = instruction.offset();
            if (start < done || instruction.length() != 1 || (code[start] & 0xff) != NOP) {
                continue;
            }
            done = start;
            while (done < code.length && (code[done] & 0xff) == NOP) {
                done++;
            }
            of(done - start).copyTo(code, start);
        }
        return new Variant(Bytes.of(code), variant.fields(), 0);
    }
}
