/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import org.hotsplice.engine.elf.Bytes;

/**
 * Lengths of x86-64 instructions (Intel SDM volume 2, appendix A), as far as kernel code has them. Relocated fields may
 * be zero, since they never decide the length.
 */
final class InstructionLength {
    private static final int UNKNOWN = -1;
    private static final int LONGEST = 15;

    private final Bytes code;
    private int at;
    private boolean operand16;
    private boolean address32;
    private boolean wide;

    private InstructionLength(Bytes code, int at) {
        this.code = code;
        this.at = at;
    }

    /** {@return how many bytes the instruction at this offset has, or -1 if it cannot be decoded} */
    static int at(Bytes code, int offset) {
        try {
            int length = new InstructionLength(code, offset).decode() - offset;
            return length > 0 && length <= LONGEST && offset + length <= code.size() ? length : UNKNOWN;
        } catch (IndexOutOfBoundsException truncated) {
            return UNKNOWN;
        }
    }

    /** {@return the end of the instruction that holds the offset, or -1 if the code cannot be decoded up to there} */
    static int endOfInstructionAt(Bytes code, int offset) {
        int end = 0;
        while (end <= offset) {
            int length = at(code, end);
            if (length <= 0) {
                return UNKNOWN;
            }
            end += length;
        }
        return end;
    }

    private int decode() {
        prefixes();
        int opcode = code.at(at++);
        if (in(opcode, 0x40, 0x4f)) {
            wide = (opcode & 8) != 0;
            opcode = code.at(at++);
        }
        return switch (opcode) {
            case 0x0f -> twoByte();
            case 0xc5 -> vector(1, 1);
            case 0xc4 -> vector(2, code.at(at) & 0x1f);
            case 0x62 -> vector(3, code.at(at) & 7);
            default -> oneByte(opcode);
        };
    }

    private void prefixes() {
        while (true) {
            switch (code.at(at)) {
                case 0x66 -> operand16 = true;
                case 0x67 -> address32 = true;
                case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0xf0, 0xf2, 0xf3 -> {}
                default -> {
                    return;
                }
            }
            at++;
        }
    }

    private int immediate() {
        return operand16 && !wide ? 2 : 4;
    }

    private int oneByte(int opcode) {
        if (opcode < 0x40) {
            return switch (opcode & 7) {
                case 0, 1, 2, 3 -> modrm(0);
                case 4 -> at + 1;
                case 5 -> at + immediate();
                default -> UNKNOWN;
            };
        }
        if (opcode < 0x60 || in(opcode, 0x90, 0x99) || in(opcode, 0x6c, 0x6f)) {
            return at;
        }
        if (in(opcode, 0x70, 0x7f) || in(opcode, 0xb0, 0xb7) || in(opcode, 0xe0, 0xe7)) {
            return at + 1;
        }
        if (in(opcode, 0xb8, 0xbf)) {
            return at + (wide ? 8 : immediate());
        }
        return switch (opcode) {
            case 0x63, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8d, 0x8e, 0x8f -> modrm(0);
            case 0xd0, 0xd1, 0xd2, 0xd3, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xfe, 0xff -> modrm(0);
            case 0x6b, 0x80, 0x83, 0xc0, 0xc1, 0xc6 -> modrm(1);
            case 0x69, 0x81, 0xc7 -> modrm(immediate());
            case 0x6a, 0xa8, 0xcd, 0xeb -> at + 1;
            case 0x68, 0xa9 -> at + immediate();
            case 0xe8, 0xe9 -> at + 4;
            case 0xa0, 0xa1, 0xa2, 0xa3 -> at + (address32 ? 4 : 8);
            case 0xc2, 0xca -> at + 2;
            case 0xc8 -> at + 3;
            case 0xf6 -> modrm((code.at(at) >> 3 & 7) < 2 ? 1 : 0);
            case 0xf7 -> modrm((code.at(at) >> 3 & 7) < 2 ? immediate() : 0);
            case 0x9a, 0xc4, 0xc5, 0xce, 0xd4, 0xd5, 0xd6, 0xea, 0x60, 0x61, 0x82 -> UNKNOWN;
            default -> at;
        };
    }

    private int twoByte() {
        int opcode = code.at(at++);
        if (opcode == 0x38) {
            at++;
            return modrm(0);
        }
        if (opcode == 0x3a) {
            at++;
            return modrm(1);
        }
        if (in(opcode, 0x80, 0x8f)) {
            return at + 4;
        }
        if (opcode >= 0xc8 || in(opcode, 0x30, 0x37) || in(opcode, 0x05, 0x0b)) {
            return opcode >= 0xd0 ? modrm(0) : at;
        }
        return switch (opcode) {
            case 0x0e, 0x77, 0xa0, 0xa1, 0xa2, 0xa8, 0xa9, 0xaa -> at;
            case 0x0f, 0x70, 0x71, 0x72, 0x73, 0xa4, 0xac, 0xba, 0xc2, 0xc4, 0xc5, 0xc6 -> modrm(1);
            default -> modrm(0);
        };
    }

    private int vector(int payload, int map) {
        at += payload;
        int opcode = code.at(at++);
        if (map == 1) {
            if (opcode == 0x77) {
                return at;
            }
            boolean immediate = in(opcode, 0x70, 0x73) || opcode == 0xc2 || in(opcode, 0xc4, 0xc6);
            return modrm(immediate ? 1 : 0);
        }
        return modrm(map == 3 ? 1 : 0);
    }

    private static boolean in(int opcode, int first, int last) {
        return opcode >= first && opcode <= last;
    }

    private int modrm(int immediate) {
        int modrm = code.at(at++);
        int mode = modrm >> 6;
        int base = modrm & 7;
        if (mode != 3 && base == 4) {
            base = code.at(at++) & 7;
            if (mode == 0 && base == 5) {
                return at + 4 + immediate;
            }
        } else if (mode == 0 && base == 5) {
            return at + 4 + immediate;
        }
        return switch (mode) {
            case 1 -> at + 1 + immediate;
            case 2 -> at + 4 + immediate;
            default -> at + immediate;
        };
    }
}
