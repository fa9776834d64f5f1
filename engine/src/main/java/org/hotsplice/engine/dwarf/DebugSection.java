/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;

/** A section of debug information together with its relocations. */
final class DebugSection {
    private static final long COMPRESSED = 0x800;

    private final String name;
    private final Bytes content;
    private final Map<Long, Relocation> relocations = new HashMap<>();

    private DebugSection(ElfObject object, Section section) {
        this.name = section.name();
        this.content = section.content();
        for (Relocation relocation : object.relocations(section)) {
            relocations.put(relocation.offset(), relocation);
        }
    }

    /** {@return the section of this name; empty where the object has none or it is compressed} */
    static Optional<DebugSection> of(ElfObject object, String name) {
        return object.section(name)
                .filter(section -> !section.has(COMPRESSED))
                .map(section -> new DebugSection(object, section));
    }

    String name() {
        return name;
    }

    Bytes content() {
        return content;
    }

    /** {@return the relocation of the field at this offset} */
    Optional<Relocation> relocation(long offset) {
        return Optional.ofNullable(relocations.get(offset));
    }

    /** {@return the relocated value of the field with these bytes: an offset in the section that it refers to} */
    long value(long offset, long bytes) {
        Relocation relocation = relocations.get(offset);
        return relocation == null ? bytes : relocation.symbol().value() + relocation.addend();
    }

    /** {@return the string at this offset, up to its zero} */
    String string(long offset) throws DwarfFormatException {
        if (offset < 0 || offset >= content.size()) {
            throw new DwarfFormatException(name, offset, "a string beyond the end");
        }
        return new Cursor(this, offset, content.size()).string();
    }
}
