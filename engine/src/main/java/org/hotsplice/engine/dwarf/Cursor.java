/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

import java.nio.charset.StandardCharsets;
import org.hotsplice.engine.elf.Bytes;

/** Reads a debug section from one offset to another and never beyond. */
final class Cursor {
    private final DebugSection section;
    private final Bytes content;
    private final long end;
    private long at;

    Cursor(DebugSection section, long start, long end) throws DwarfFormatException {
        this.section = section;
        this.content = section.content();
        this.at = start;
        this.end = end;
        if (start < 0 || end < start || end > content.size()) {
            throw new DwarfFormatException(
                    section.name(), start, "a range up to " + end + " in " + content.size() + " bytes");
        }
    }

    long at() {
        return at;
    }

    boolean hasMore() {
        return at < end;
    }

    void moveTo(long offset) throws DwarfFormatException {
        if (offset < 0 || offset > end) {
            throw new DwarfFormatException(section.name(), at, "a way to " + offset + " beyond " + end);
        }
        at = offset;
    }

    void skip(long count) throws DwarfFormatException {
        need(count);
        at += count;
    }

    int u8() throws DwarfFormatException {
        need(1);
        return content.at(at++);
    }

    int u16() throws DwarfFormatException {
        need(2);
        at += 2;
        return content.u16(at - 2);
    }

    long u32() throws DwarfFormatException {
        need(4);
        at += 4;
        return content.u32(at - 4);
    }

    long u64() throws DwarfFormatException {
        need(8);
        at += 8;
        return content.u64(at - 8);
    }

    /** {@return a relocated offset of 4 bytes} */
    long offset() throws DwarfFormatException {
        long field = at;
        return section.value(field, u32());
    }

    long uleb() throws DwarfFormatException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = u8();
            if (shift < 64) {
                value |= (long) (next & 0x7f) << shift;
            }
            if (next < 0x80) {
                return value;
            }
        }
    }

    long sleb() throws DwarfFormatException {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = u8();
            if (shift < 64) {
                value |= (long) (next & 0x7f) << shift;
            }
            shift += 7;
        } while (next >= 0x80);
        return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
    }

    String string() throws DwarfFormatException {
        long start = at;
        while (u8() != 0) {
            // The zero ends it.
        }
        return new String(content.slice(start, at - 1 - start).toArray(), StandardCharsets.UTF_8);
    }

    private void need(long count) throws DwarfFormatException {
        if (count < 0 || count > end - at) {
            throw new DwarfFormatException(section.name(), at, count + " bytes of the " + (end - at) + " left");
        }
    }

    DwarfFormatException bad(String reason) {
        return new DwarfFormatException(section.name(), at, reason);
    }
}
