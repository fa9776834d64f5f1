/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.diff.ObjectMap;
import org.hotsplice.engine.diff.Reference;
import org.hotsplice.engine.diff.Replacement;
import org.hotsplice.engine.diff.TableEntry;
import org.hotsplice.engine.special.CodeTable;

/** The fields of a table entry that have to be bound, those of an alternative's instructions included. */
final class NewEntry {
    /** struct jump_entry: the key is the last field, of 8 bytes. */
    private static final int KEY_SIZE = 8;
    /** struct alt_instr: the instructions' address is the second field. */
    private static final int REPLACEMENT_FIELD = 4;

    private NewEntry() {}

    /**
     * A field to bind.
     *
     * @param reference with its offset from the start of the entry, or of the alternative's instructions
     * @param inReplacement whether it lies in the alternative's instructions
     * @param staticKey whether it names the key of a jump label
     */
    record Field(Reference reference, boolean inReplacement, boolean staticKey) {}

    /** {@return the fields of the entry, except for the address of an alternative's instructions} */
    static List<Field> fields(ObjectMap map, TableEntry entry) {
        List<Field> fields = new ArrayList<>();
        boolean isAlternative = entry.table() == CodeTable.ALTERNATIVES;
        for (Reference reference : map.references(entry.section(), entry.offset(), entry.offset() + entry.size())) {
            if (isAlternative && reference.offset() == REPLACEMENT_FIELD) {
                continue;
            }
            boolean staticKey = entry.table() == CodeTable.JUMP_LABELS && reference.offset() == entry.size() - KEY_SIZE;
            fields.add(new Field(reference, false, staticKey));
        }
        Optional<Replacement> replacement = isAlternative ? Replacement.of(map, entry) : Optional.empty();
        replacement.ifPresent(code -> map.references(code.section(), code.offset(), code.offset() + code.length())
                .forEach(reference -> fields.add(new Field(reference, true, false))));
        return fields;
    }
}
