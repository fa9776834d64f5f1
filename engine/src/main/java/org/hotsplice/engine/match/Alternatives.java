/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.Arrays;
import org.hotsplice.engine.elf.Bytes;

/** How apply_alternatives() brings a replacement to its place. */
final class Alternatives {
    private static final int BRANCH = 5;
    private static final int NOP = 0x90;
    private static final int INT3 = 0xcc;

    private Alternatives() {}

    /**
     * {@return the replacement as it stands at the place, padded with single-byte nops}
     *
     * @param section the place's section
     * @param place offset in that section
     * @param style how this kernel does it
     */
    static Variant place(Variant replacement, int length, SymbolKey section, long place, PatchStyle style)
            throws UnmatchableException {
        int size = replacement.bytes().size();
        if (size > length) {
            throw new UnmatchableException("alternative of " + size + " bytes for " + length);
        }
        byte[] code = Arrays.copyOf(replacement.bytes().toArray(), length);
        Arrays.fill(code, size, length, (byte) NOP);
        int opcode = size > 0 ? code[0] & 0xff : NOP;
        if (style == PatchStyle.OF_6_12) {
            return moved(code, replacement, opcode, section, place);
        }
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

    /** 6.12 __apply_relocation(): all that is relative is moved; a jump that is near enough becomes a short one. */
    private static Variant moved(byte[] code, Variant replacement, int opcode, SymbolKey section, long place) {
        if (opcode == 0xe9 && replacement.fields().size() == 1) {
            Field field = replacement.fields().get(0);
            long distance = field.addend() + 4 - place - 2;
            if (field.offset() == 1 && section.equals(field.symbol()) && distance == (byte) distance) {
                Arrays.fill(code, 2, BRANCH, (byte) INT3);
                Bytes.of(0xeb, (int) distance).copyTo(code, 0);
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
            Nops.of(3, PatchStyle.OF_6_1).copyTo(code, 2);
        } else {
            long value = distance - BRANCH;
            Bytes.of(0xe9, (int) value, (int) (value >> 8), (int) (value >> 16), (int) (value >> 24))
                    .copyTo(code, 0);
        }
    }
}
