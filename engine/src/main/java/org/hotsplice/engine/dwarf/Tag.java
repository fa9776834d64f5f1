/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

/** What an entry of debug information describes, as far as types go (DWARF 5, table 7.3). */
public enum Tag {
    ARRAY(0x01),
    ENUMERATION(0x04),
    PARAMETER(0x05),
    MEMBER(0x0d),
    POINTER(0x0f),
    COMPILE_UNIT(0x11),
    STRUCTURE(0x13),
    SUBROUTINE(0x15),
    TYPEDEF(0x16),
    UNION(0x17),
    VARIABLE_PARAMETERS(0x18),
    SUBRANGE(0x21),
    BASE(0x24),
    CONST(0x26),
    ENUMERATOR(0x28),
    FUNCTION(0x2e),
    VARIABLE(0x34),
    VOLATILE(0x35),
    RESTRICT(0x37),
    ATOMIC(0x47),
    OTHER(0);

    private static final Tag[] BY_NUMBER = new Tag[0x48];

    static {
        for (Tag tag : values()) {
            BY_NUMBER[tag.number] = tag;
        }
        BY_NUMBER[0] = OTHER;
    }

    private final int number;

    Tag(int number) {
        this.number = number;
    }

    static Tag of(long number) {
        Tag found = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[(int) number] : OTHER;
        return found == null ? OTHER : found;
    }
}
