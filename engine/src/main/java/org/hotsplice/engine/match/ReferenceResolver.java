/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.Optional;
import org.hotsplice.engine.elf.Binding;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Kind;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.engine.x86.Decoder;

/** Turns relocations of one object into fields with symbol keys. */
final class ReferenceResolver {
    private final String unit;
    private final ElfObject object;

    ReferenceResolver(String unit, ElfObject object) {
        this.unit = unit;
        this.object = object;
    }

    /** {@return the key of a section of this object} */
    SymbolKey key(Section section) {
        return SymbolKey.section(unit, section.name(), section.index());
    }

    /** {@return the key that the symbol counts from: its section, unless another unit may define it} */
    Optional<SymbolKey> key(Symbol symbol) {
        if (symbol.placement().inSection() && symbol.binding() != Binding.WEAK) {
            return object.sectionOf(symbol).map(this::key);
        }
        return symbol.name().isEmpty() ? Optional.empty() : Optional.of(SymbolKey.shared(symbol.name()));
    }

    /**
     * {@return the field}
     *
     * @param code the function that holds it
     * @param offset of the field in that function
     */
    Field field(Bytes code, int offset, Relocation relocation) throws UnmatchableException {
        FieldKind kind = FieldKind.of(relocation.type())
                .orElseThrow(() -> new UnmatchableException("relocation of type " + relocation.type()));
        Symbol symbol = relocation.symbol();
        Optional<Section> section = object.sectionOf(symbol);
        if (section.isPresent() && section.get().has(Section.MERGE)) {
            return anonymous(code, offset, kind, relocation, section.get());
        }
        SymbolKey key = key(symbol).orElseThrow(() -> new UnmatchableException("relocation to a symbol without name"));
        return Field.of(offset, kind, key, addend(key, symbol, relocation));
    }

    /** {@return the addend, counted from the key} */
    long addend(SymbolKey key, Symbol symbol, Relocation relocation) {
        return relocation.addend() + (key.isSection() && symbol.kind() != Kind.SECTION ? symbol.value() : 0);
    }

    /** The linker merges equal constants of all units, so only the content of such a one can be known. */
    private Field anonymous(Bytes code, int offset, FieldKind kind, Relocation relocation, Section section) {
        int bias = 0;
        if (kind == FieldKind.PC32) {
            bias = Decoder.decode(code).stream()
                    .filter(instruction -> instruction.offset() <= offset && instruction.end() > offset)
                    .findFirst()
                    .map(instruction -> instruction.end() - offset)
                    .orElse(FieldKind.PC32.width());
        }
        long value = relocation.symbol().kind() == Kind.SECTION
                ? 0
                : relocation.symbol().value();
        long start = value + relocation.addend() + bias;
        return new Field(offset, kind, null, relocation.addend(), constant(section, start), bias);
    }

    private static Bytes constant(Section section, long start) {
        Bytes content = section.content();
        if (start < 0 || start >= content.size()) {
            return Bytes.EMPTY;
        }
        long end = start;
        if (section.has(Section.STRINGS)) {
            while (end < content.size() && content.at(end) != 0) {
                end++;
            }
            end = Math.min(end + 1, content.size());
        } else {
            long entry = Math.max(1, section.entrySize());
            end = Math.min((start / entry + 1) * entry, content.size());
        }
        return content.slice(start, Math.min(end - start, 0xffff));
    }
}
