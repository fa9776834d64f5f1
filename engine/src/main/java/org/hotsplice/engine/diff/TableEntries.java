/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.special.CodeTable;

/** The entries of an object's tables about code, by the code that they are about. */
public final class TableEntries {
    private final Map<Piece, List<TableEntry>> byOwner = new HashMap<>();
    private final List<String> unreadable = new ArrayList<>();

    public TableEntries(ObjectMap map) {
        for (Section section : map.object().sections()) {
            Optional<CodeTable> table =
                    map.role(section) == Role.TABLE ? CodeTable.of(section) : Optional.<CodeTable>empty();
            if (table.isPresent() && section.size() > 0) {
                add(map, section, table.get());
            }
        }
        for (List<TableEntry> entries : byOwner.values()) {
            entries.sort(Comparator.comparing(TableEntry::table)
                    .thenComparingLong(TableEntry::ownerOffset)
                    .thenComparingLong(TableEntry::offset));
        }
    }

    private void add(ObjectMap map, Section section, CodeTable table) {
        Optional<Integer> size = table.entrySize(map.object(), section);
        if (size.isEmpty()) {
            unreadable.add(section.name());
            return;
        }
        int entrySize = size.get();
        for (Relocation relocation : map.object().relocations(section)) {
            if (relocation.offset() % entrySize == 0
                    && map.target(section, relocation) instanceof Target.Inside inside) {
                byOwner.computeIfAbsent(inside.piece(), piece -> new ArrayList<>())
                        .add(new TableEntry(
                                table,
                                section,
                                relocation.offset(),
                                (int) Math.min(entrySize, section.size() - relocation.offset()),
                                inside.piece(),
                                inside.offset()));
            }
        }
    }

    /** {@return the entries about this piece, by table and then by the place in the code} */
    public List<TableEntry> of(Piece owner) {
        return byOwner.getOrDefault(owner, List.of());
    }

    /** {@return names of the sections whose entries have a size that is not known} */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }
}
