/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hotsplice.engine.elf.ElfObject;

/** The types that the debug information of an object describes (DWARF 5, sections 5 and 7.5). */
public final class DebugTypes {
    private final Map<Long, Die> byOffset = new HashMap<>();
    private final List<Die> all = new ArrayList<>();
    private final boolean present;

    private DebugTypes(boolean present) {
        this.present = present;
    }

    /** {@return the types of this object} */
    public static DebugTypes read(ElfObject object) throws DwarfFormatException {
        Optional<DebugSection> info = DebugSection.of(object, ".debug_info");
        Optional<DebugSection> abbreviations = DebugSection.of(object, ".debug_abbrev");
        DebugTypes types = new DebugTypes(info.isPresent() && abbreviations.isPresent());
        if (types.present) {
            types.readUnits(info.get(), abbreviations.get(), new Forms(object));
        }
        return types;
    }

    /** {@return whether the object has debug information that can be read} */
    public boolean isPresent() {
        return present;
    }

    /** {@return all entries, in the order of the object} */
    public List<Die> all() {
        return Collections.unmodifiableList(all);
    }

    /** {@return the entry at this offset} */
    public Optional<Die> at(OptionalLong offset) {
        return offset.isPresent() ? Optional.ofNullable(byOffset.get(offset.getAsLong())) : Optional.empty();
    }

    private record Attribute(int name, int form, long implicit) {}

    private record Abbreviation(Tag tag, boolean hasChildren, List<Attribute> attributes) {}

    private void readUnits(DebugSection info, DebugSection abbreviations, Forms forms) throws DwarfFormatException {
        Cursor cursor = new Cursor(info, 0, info.content().size());
        while (cursor.hasMore()) {
            long start = cursor.at();
            long length = cursor.u32();
            long end = cursor.at() + length;
            int version = cursor.u16();
            if (version < 2 || version > 5) {
                throw cursor.bad("version " + version);
            }
            if (version >= 5 && cursor.u8() != 1) {
                // Not a compile unit: a partial one or one of types, which compilers do not make for the kernel.
                cursor.moveTo(end);
                continue;
            }
            int addressSize = version >= 5 ? cursor.u8() : 0;
            long table = cursor.offset();
            if (version < 5) {
                addressSize = cursor.u8();
            }
            readEntries(
                    new Cursor(info, cursor.at(), end),
                    readAbbreviations(abbreviations, table),
                    forms,
                    start,
                    addressSize);
            cursor.moveTo(end);
        }
    }

    private static Map<Long, Abbreviation> readAbbreviations(DebugSection section, long offset)
            throws DwarfFormatException {
        Map<Long, Abbreviation> table = new HashMap<>();
        Cursor cursor = new Cursor(section, offset, section.content().size());
        for (long code = cursor.uleb(); code != 0; code = cursor.uleb()) {
            Tag tag = Tag.of(cursor.uleb());
            boolean hasChildren = cursor.u8() != 0;
            List<Attribute> attributes = new ArrayList<>();
            while (true) {
                int name = (int) cursor.uleb();
                int form = (int) cursor.uleb();
                long implicit = form == 0x21 ? cursor.sleb() : 0;
                if (name == 0 && form == 0) {
                    break;
                }
                attributes.add(new Attribute(name, form, implicit));
            }
            table.put(code, new Abbreviation(tag, hasChildren, attributes));
        }
        return table;
    }

    private void readEntries(
            Cursor cursor, Map<Long, Abbreviation> abbreviations, Forms forms, long unitStart, int addressSize)
            throws DwarfFormatException {
        Deque<Die> parents = new ArrayDeque<>();
        while (cursor.hasMore()) {
            long offset = cursor.at();
            long code = cursor.uleb();
            if (code == 0) {
                if (!parents.isEmpty()) {
                    parents.pop();
                }
                continue;
            }
            Abbreviation abbreviation = abbreviations.get(code);
            if (abbreviation == null) {
                throw cursor.bad("abbreviation " + code + " is not there");
            }
            Die die = new Die(offset, abbreviation.tag());
            for (Attribute attribute : abbreviation.attributes()) {
                die.set(
                        attribute.name(),
                        forms.read(cursor, attribute.form(), attribute.implicit(), unitStart, addressSize));
            }
            byOffset.put(offset, die);
            all.add(die);
            if (!parents.isEmpty()) {
                parents.peek().add(die);
            }
            if (abbreviation.hasChildren()) {
                parents.push(die);
            }
        }
    }
}
