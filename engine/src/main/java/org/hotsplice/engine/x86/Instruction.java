/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.x86;

/**
 * Where the fields of one instruction lie.
 *
 * @param offset of its first byte
 * @param length in bytes
 * @param opcode its opcode byte; 0x0f00 more for the two-byte map, 0x3800 or 0x3a00 more for the three-byte ones
 * @param displacementOffset of the memory operand's displacement, or -1
 * @param displacementSize in bytes, 0 for none
 * @param immediateOffset of the immediate or branch distance, or -1
 * @param immediateSize in bytes, 0 for none
 */
public record Instruction(
        int offset,
        int length,
        int opcode,
        int displacementOffset,
        int displacementSize,
        int immediateOffset,
        int immediateSize) {
    private static final int TWO_BYTE = 0x0f00;

    /** {@return the offset of the byte after it} */
    public int end() {
        return offset + length;
    }

    /** {@return the same instruction this many bytes further on} */
    public Instruction movedBy(int distance) {
        return new Instruction(
                offset + distance,
                length,
                opcode,
                displacementOffset < 0 ? -1 : displacementOffset + distance,
                displacementSize,
                immediateOffset < 0 ? -1 : immediateOffset + distance,
                immediateSize);
    }

    /** {@return whether it is a call or jump, conditional or not, by a distance in the instruction} */
    public boolean isRelativeBranch() {
        return opcode == 0xe8
                || opcode == 0xe9
                || opcode == 0xeb
                || isIn(opcode, 0x70, 0x7f)
                || isIn(opcode, 0xe0, 0xe3)
                || isIn(opcode, TWO_BYTE + 0x80, TWO_BYTE + 0x8f);
    }

    /** {@return whether it loads an immediate of 32 bits into a register or onto the stack} */
    public boolean isMoveOfImmediate32() {
        return immediateSize == 4 && (isIn(opcode, 0xb8, 0xbf) || opcode == 0xc7);
    }

    /** {@return whether it does nothing or stops: what assemblers and compilers fill gaps between functions with} */
    public boolean isFiller() {
        return opcode == 0x90 || opcode == 0xcc || opcode == TWO_BYTE + 0x1f;
    }

    private static boolean isIn(int value, int first, int last) {
        return value >= first && value <= last;
    }
}
