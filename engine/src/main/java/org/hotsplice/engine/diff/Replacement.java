/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.Optional;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;

/**
 * The instructions that an entry of the table of alternatives puts in place.
 *
 * @param section where they lie
 * @param offset in the section
 * @param length in bytes
 */
public record Replacement(Section section, long offset, int length) {
    /** struct alt_instr: the second field. */
    private static final int REPLACEMENT_FIELD = 4;

    /** {@return the replacement of this entry; empty if it has none} */
    public static Optional<Replacement> of(ObjectMap map, TableEntry entry) {
        int length = entry.section().content().at(entry.offset() + lengthField(entry.size()));
        if (length == 0) {
            return Optional.empty();
        }
        for (Relocation relocation : map.relocations(
                entry.section(), entry.offset() + REPLACEMENT_FIELD, entry.offset() + REPLACEMENT_FIELD + 1)) {
            if (map.target(entry.section(), relocation) instanceof Target.Raw raw
                    && raw.offset() >= 0
                    && raw.offset() + length <= raw.section().content().size()) {
                return Optional.of(new Replacement(raw.section(), raw.offset(), length));
            }
        }
        return Optional.empty();
    }

    /** The length of the replacement is the last byte; with a padding length, as 5.10 had, the last but one. */
    private static int lengthField(int entrySize) {
        return entrySize == 13 ? 11 : entrySize - 1;
    }

    /** {@return the instructions' bytes, fields as in the object} */
    public Bytes content() {
        return section.content().slice(offset, length);
    }
}
