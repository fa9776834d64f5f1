/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.x86;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.elf.Bytes;

/**
 * Finds the instructions in x86-64 code (Intel SDM volume 2, appendix A). It only measures: an opcode that no processor
 * knows gets the length that its place in the map suggests, so that code with data in between ends in wrong
 * instructions but not in an error.
 */
public final class Decoder {
    private static final int TWO_BYTE = 0x0f00;

    private final Bytes code;
    private int at;

    private Decoder(Bytes code) {
        this.code = code;
    }

    /** {@return the instructions of this code, one after the other; the last one may be cut off} */
    public static List<Instruction> decode(Bytes code) {
        Decoder decoder = new Decoder(code);
        List<Instruction> instructions = new ArrayList<>(code.size() / 4 + 1);
        while (decoder.at < code.size()) {
            instructions.add(decoder.next());
        }
        return instructions;
    }

    private Instruction next() {
        int start = at;
        boolean operand16 = false;
        boolean address32 = false;
        boolean wide = false;
        int opcode = take();
        while (isPrefix(opcode) && at < code.size()) {
            operand16 |= opcode == 0x66;
            address32 |= opcode == 0x67;
            opcode = take();
        }
        if ((opcode & 0xf0) == 0x40 && at < code.size()) {
            wide = (opcode & 8) != 0;
            opcode = take();
        }
        if (isVector(opcode)) {
            return vector(start, opcode);
        }
        if (opcode == 0x0f) {
            opcode = TWO_BYTE + take();
            if (opcode == TWO_BYTE + 0x38) {
                opcode = 0x3800 + take();
            } else if (opcode == TWO_BYTE + 0x3a) {
                opcode = 0x3a00 + take();
            }
        }
        int displacementOffset = -1;
        int displacementSize = 0;
        int register = 0;
        if (hasModRm(opcode)) {
            register = peek() >> 3 & 7;
            displacementSize = skipModRm();
            displacementOffset = displacementSize == 0 ? -1 : at - displacementSize;
        }
        int immediateSize = immediateSize(opcode, register, operand16, wide, address32);
        return finish(start, opcode, displacementOffset, displacementSize, immediateSize);
    }

    private Instruction finish(int start, int opcode, int displacementOffset, int displacementSize, int immediateSize) {
        int immediateOffset = immediateSize == 0 ? -1 : at;
        at = Math.min(at + immediateSize, code.size());
        return new Instruction(
                start, at - start, opcode, displacementOffset, displacementSize, immediateOffset, immediateSize);
    }

    /** In 64 bit mode 0xc4, 0xc5 and 0x62 always begin a VEX or EVEX prefix. */
    private static boolean isVector(int opcode) {
        return opcode == 0xc4 || opcode == 0xc5 || opcode == 0x62;
    }

    private Instruction vector(int start, int prefix) {
        int map = 1;
        if (prefix == 0xc5) {
            take();
        } else {
            map = take() & (prefix == 0xc4 ? 0x1f : 7);
            take();
            if (prefix == 0x62) {
                take();
            }
        }
        int opcode = take() + (map == 3 ? 0x3a00 : map == 2 ? 0x3800 : TWO_BYTE);
        if (opcode == TWO_BYTE + 0x77) {
            return finish(start, opcode, -1, 0, 0);
        }
        int displacementSize = skipModRm();
        return finish(
                start,
                opcode,
                displacementSize == 0 ? -1 : at - displacementSize,
                displacementSize,
                immediateSize(opcode, 0, false, false, false));
    }

    private int peek() {
        return at < code.size() ? code.at(at) : 0;
    }

    private int take() {
        int value = peek();
        if (at < code.size()) {
            at++;
        }
        return value;
    }

    private static boolean isPrefix(int value) {
        return switch (value) {
            case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf0, 0xf2, 0xf3 -> true;
            default -> false;
        };
    }

    /**
     * Skips the ModRM byte and what it brings. {@return the size of the displacement, which ends at the current place}
     */
    private int skipModRm() {
        int modRm = take();
        int mode = modRm >> 6;
        int operand = modRm & 7;
        if (mode == 3) {
            return 0;
        }
        int size = mode == 1 ? 1 : mode == 2 ? 4 : 0;
        if (operand == 4) {
            int base = take() & 7;
            if (mode == 0 && base == 5) {
                size = 4;
            }
        } else if (mode == 0 && operand == 5) {
            size = 4;
        }
        at = Math.min(at + size, code.size());
        return size;
    }

    private static boolean hasModRm(int opcode) {
        if (opcode >= 0x3800) {
            return true;
        }
        if (opcode >= TWO_BYTE) {
            int low = opcode & 0xff;
            return !(isIn(low, 0x04, 0x0c)
                    || low == 0x0e
                    || isIn(low, 0x30, 0x37)
                    || low == 0x77
                    || isIn(low, 0x80, 0x8f)
                    || isIn(low, 0xa0, 0xa2)
                    || isIn(low, 0xa8, 0xaa)
                    || isIn(low, 0xc8, 0xcf));
        }
        if (opcode < 0x40) {
            return (opcode & 7) < 4;
        }
        return opcode == 0x63
                || opcode == 0x69
                || opcode == 0x6b
                || isIn(opcode, 0x80, 0x8f)
                || opcode == 0xc0
                || opcode == 0xc1
                || opcode == 0xc6
                || opcode == 0xc7
                || isIn(opcode, 0xd0, 0xd3)
                || isIn(opcode, 0xd8, 0xdf)
                || opcode == 0xf6
                || opcode == 0xf7
                || opcode == 0xfe
                || opcode == 0xff;
    }

    private static int immediateSize(int opcode, int register, boolean operand16, boolean wide, boolean address32) {
        int full = operand16 && !wide ? 2 : 4;
        if (opcode >= 0x3a00) {
            return 1;
        }
        if (opcode >= 0x3800) {
            return 0;
        }
        if (opcode >= TWO_BYTE) {
            return twoByteImmediateSize(opcode & 0xff);
        }
        if (opcode < 0x40) {
            return (opcode & 7) == 4 ? 1 : (opcode & 7) == 5 ? full : 0;
        }
        if (isIn(opcode, 0xb8, 0xbf)) {
            return wide ? 8 : full;
        }
        if (isIn(opcode, 0x70, 0x7f) || isIn(opcode, 0xb0, 0xb7) || isIn(opcode, 0xe0, 0xe7)) {
            return 1;
        }
        return switch (opcode) {
            case 0x68, 0x69, 0x81, 0xa9, 0xc7 -> full;
            case 0xe8, 0xe9 -> 4;
            case 0x6a, 0x6b, 0x80, 0x83, 0xa8, 0xc0, 0xc1, 0xc6, 0xcd, 0xd4, 0xd5, 0xeb -> 1;
            case 0xa0, 0xa1, 0xa2, 0xa3 -> address32 ? 4 : 8;
            case 0xc2, 0xca -> 2;
            case 0xc8 -> 3;
            case 0xf6 -> register < 2 ? 1 : 0;
            case 0xf7 -> register < 2 ? full : 0;
            default -> 0;
        };
    }

    private static int twoByteImmediateSize(int low) {
        if (isIn(low, 0x80, 0x8f)) {
            return 4;
        }
        return switch (low) {
            case 0x70, 0x71, 0x72, 0x73, 0xa4, 0xac, 0xba, 0xc2, 0xc4, 0xc5, 0xc6 -> 1;
            default -> 0;
        };
    }

    private static boolean isIn(int value, int first, int last) {
        return value >= first && value <= last;
    }
}
