/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/** The relocation types of x86-64 that the kernel's objects use (System V ABI, AMD64 supplement, table 4.9). */
public final class RelocationTypes {
    public static final int R_X86_64_NONE = 0;
    public static final int R_X86_64_64 = 1;
    public static final int R_X86_64_PC32 = 2;
    public static final int R_X86_64_PLT32 = 4;
    public static final int R_X86_64_GOTPCREL = 9;
    public static final int R_X86_64_32 = 10;
    public static final int R_X86_64_32S = 11;
    public static final int R_X86_64_PC64 = 24;
    public static final int R_X86_64_GOTPCRELX = 41;
    public static final int R_X86_64_REX_GOTPCRELX = 42;

    private RelocationTypes() {}

    /** {@return how many bytes the field has; 0 for none, -1 for a type not known here} */
    public static int width(int type) {
        return switch (type) {
            case R_X86_64_NONE -> 0;
            case R_X86_64_64, R_X86_64_PC64 -> 8;
            case R_X86_64_PC32,
                    R_X86_64_PLT32,
                    R_X86_64_GOTPCREL,
                    R_X86_64_32,
                    R_X86_64_32S,
                    R_X86_64_GOTPCRELX,
                    R_X86_64_REX_GOTPCRELX -> 4;
            default -> -1;
        };
    }

    /** {@return whether the field counts from its own place} */
    public static boolean isPcRelative(int type) {
        return switch (type) {
            case R_X86_64_PC32,
                    R_X86_64_PLT32,
                    R_X86_64_PC64,
                    R_X86_64_GOTPCREL,
                    R_X86_64_GOTPCRELX,
                    R_X86_64_REX_GOTPCRELX -> true;
            default -> false;
        };
    }

    /** {@return the name, as tools print it} */
    public static String name(int type) {
        return switch (type) {
            case R_X86_64_NONE -> "R_X86_64_NONE";
            case R_X86_64_64 -> "R_X86_64_64";
            case R_X86_64_PC32 -> "R_X86_64_PC32";
            case R_X86_64_PLT32 -> "R_X86_64_PLT32";
            case R_X86_64_GOTPCREL -> "R_X86_64_GOTPCREL";
            case R_X86_64_32 -> "R_X86_64_32";
            case R_X86_64_32S -> "R_X86_64_32S";
            case R_X86_64_PC64 -> "R_X86_64_PC64";
            case R_X86_64_GOTPCRELX -> "R_X86_64_GOTPCRELX";
            case R_X86_64_REX_GOTPCRELX -> "R_X86_64_REX_GOTPCRELX";
            default -> "R_X86_64_" + type;
        };
    }
}
