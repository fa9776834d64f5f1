/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

import java.util.Optional;
import org.hotsplice.engine.elf.ElfObject;

/** The forms of attribute values (DWARF 5, section 7.5.6) in the 32 bit format. */
final class Forms {
    private final Optional<DebugSection> strings;
    private final Optional<DebugSection> lineStrings;

    Forms(ElfObject object) {
        this.strings = DebugSection.of(object, ".debug_str");
        this.lineStrings = DebugSection.of(object, ".debug_line_str");
    }

    /**
     * A value: a number, which for a reference is an offset in its section, or a string.
     *
     * @param number the number; the length for blocks
     * @param text the string, else empty
     * @param isConstant whether it is a plain number
     */
    record Value(long number, String text, boolean isConstant) {
        static final Value NONE = new Value(0, "", false);
    }

    /** {@return the value of this form at the cursor} */
    Value read(Cursor cursor, int form, long implicit, long unitStart, int addressSize) throws DwarfFormatException {
        return switch (form) {
            case 0x01 -> { // addr
                cursor.skip(addressSize);
                yield Value.NONE;
            }
            case 0x03 -> block(cursor, cursor.u16()); // block2
            case 0x04 -> block(cursor, cursor.u32()); // block4
            case 0x05 -> number(cursor.u16()); // data2
            case 0x06 -> number(cursor.u32()); // data4
            case 0x07 -> number(cursor.u64()); // data8
            case 0x08 -> text(cursor.string()); // string
            case 0x09, 0x18 -> block(cursor, cursor.uleb()); // block, exprloc
            case 0x0a -> block(cursor, cursor.u8()); // block1
            case 0x0b -> number(cursor.u8()); // data1
            case 0x0c -> number(cursor.u8()); // flag
            case 0x0d -> number(cursor.sleb()); // sdata
            case 0x0e -> text(string(cursor, strings)); // strp
            case 0x0f -> number(cursor.uleb()); // udata
            case 0x10, 0x17 -> new Value(cursor.offset(), "", false); // ref_addr, sec_offset
            case 0x11 -> new Value(unitStart + cursor.u8(), "", false); // ref1
            case 0x12 -> new Value(unitStart + cursor.u16(), "", false); // ref2
            case 0x13 -> new Value(unitStart + cursor.u32(), "", false); // ref4
            case 0x15 -> new Value(unitStart + cursor.uleb(), "", false); // ref_udata
            case 0x19 -> number(1); // flag_present
            case 0x1e -> { // data16
                cursor.skip(16);
                yield Value.NONE;
            }
            case 0x1f -> text(string(cursor, lineStrings)); // line_strp
            case 0x21 -> number(implicit); // implicit_const
            default -> throw cursor.bad("form 0x" + Integer.toHexString(form) + " is not known");
        };
    }

    private static String string(Cursor cursor, Optional<DebugSection> table) throws DwarfFormatException {
        long offset = cursor.offset();
        if (table.isEmpty()) {
            throw cursor.bad("no section of strings");
        }
        return table.get().string(offset);
    }

    private static Value block(Cursor cursor, long length) throws DwarfFormatException {
        // Old compilers say a member's place as "plus a constant": one operation and its number.
        long start = cursor.at();
        Value value = Value.NONE;
        if (length > 1 && cursor.u8() == 0x23) {
            value = number(cursor.uleb());
        }
        cursor.moveTo(start);
        cursor.skip(length);
        return value;
    }

    private static Value number(long number) {
        return new Value(number, "", true);
    }

    private static Value text(String text) {
        return new Value(0, text, false);
    }
}
