/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.Arrays;
import org.hotsplice.engine.elf.Bytes;

/** How 6.1 apply_alternatives() brings a replacement to its place. */
final class Alternatives {
    private static final int BRANCH = 5;
    private static final int NOP = 0x90;

    private Alternatives() {}

    /**
     * {@return the replacement as it stands at the place, padded with single-byte nops}
     *
     * @param section the place's section
     * @param place offset in that section
     */
    static Variant place(Variant replacement, int length, SymbolKey section, long place) throws UnmatchableException {
        int size = replacement.bytes().size();
        if (size > length) {
            throw new UnmatchableException("alternative of " + size + " bytes for " + length);
        }
        byte[] code = Arrays.copyOf(replacement.bytes().toArray(), length);
        Arrays.fill(code, size, length, (byte) NOP);
        int opcode = size > 0 ? code[0] & 0xff : NOP;
        boolean rebased = size == BRANCH && (opcode == 0xe8 || opcode == 0xe9);
        for (Field field : replacement.fields()) {
            if (field.kind() == FieldKind.PC32 && !(rebased && field.offset() == 1)) {
                throw new UnmatchableException("alternative with a relative address that is not rebased");
            }
        }
        if (rebased && replacement.fields().isEmpty()) {
            throw new UnmatchableException("alternative that branches within the replacements");
        }
        if (rebased && opcode == 0xe9) {
            Field field = replacement.fields().get(0);
            if (section.equals(field.symbol())) {
                jump(code, field.addend() + 4 - place);
                return Variant.of(Bytes.of(code));
            }
        }
        return new Variant(Bytes.of(code), replacement.fields(), 0);
    }

    /** 6.1 recompute_jump(): two bytes and a nop where they reach, else five. */
    private static void jump(byte[] code, long distance) {
        boolean near = distance >= 0 ? distance - 2 <= 127 : ((distance - 2) & 0xff) == distance - 2;
        if (near) {
            Bytes.of(0xeb, (int) (distance - 2)).copyTo(code, 0);
            Nops.of(3).copyTo(code, 2);
        } else {
            long value = distance - BRANCH;
            Bytes.of(0xe9, (int) value, (int) (value >> 8), (int) (value >> 16), (int) (value >> 24))
                    .copyTo(code, 0);
        }
    }
}
