/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Kind;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.RelocationTypes;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;

/** A relocatable object, linked to addresses that no real symbol of a kernel has. */
final class ModuleLayout {
    private static final long FIRST_SECTION = 0xffffffffc0000000L;
    private static final long FIRST_IMPORT = 0xffffffffb0000000L;
    private static final long IMPORT_STEP = 0x10000;
    private static final long PAGE = 0x1000;

    private final Map<Integer, Long> addresses = new HashMap<>();
    private final TreeMap<Long, Stretch> contents = new TreeMap<>();
    private final Map<String, Long> imports = new HashMap<>();
    private final Kallsyms symbols;

    private ModuleLayout(String file, ElfObject object) throws ImageFormatException {
        long next = FIRST_SECTION;
        for (Section section : object.sections()) {
            if (section.has(Section.ALLOC)) {
                addresses.put(section.index(), next);
                next = (next + section.size() + 2 * PAGE - 1) & -PAGE;
            }
        }
        List<ImageSymbol> defined = new ArrayList<>();
        for (Symbol symbol : object.symbols()) {
            Long base = addresses.get(symbol.placement().sectionIndex());
            if (symbol.placement().inSection()
                    && base != null
                    && symbol.kind() != Kind.SECTION
                    && !symbol.name().isEmpty()) {
                defined.add(new ImageSymbol(symbol.name(), letter(object, symbol), base + symbol.value()));
            } else if (symbol.isUndefined() && !symbol.name().isEmpty()) {
                imports.putIfAbsent(symbol.name(), FIRST_IMPORT + imports.size() * IMPORT_STEP);
            }
        }
        symbols = new Kallsyms(defined);
        for (Section section : object.sections()) {
            Long base = addresses.get(section.index());
            if (base != null && !section.isNoBits() && section.size() > 0) {
                contents.put(
                        base,
                        new Stretch(
                                section.name(),
                                base,
                                relocated(file, object, section, base),
                                section.isCode(),
                                section.name().startsWith(".init.")));
            }
        }
    }

    static ModuleLayout link(String file, ElfObject object) throws ImageFormatException {
        return new ModuleLayout(file, object);
    }

    private static char letter(ElfObject object, Symbol symbol) {
        Section section = object.sections().get(symbol.placement().sectionIndex());
        char letter;
        if (section.isCode()) {
            letter = 't';
        } else if (section.isNoBits()) {
            letter = 'b';
        } else {
            letter = section.has(Section.WRITE) ? 'd' : 'r';
        }
        return symbol.isLocal() ? letter : Character.toUpperCase(letter);
    }

    private Bytes relocated(String file, ElfObject object, Section section, long base) throws ImageFormatException {
        byte[] bytes = section.content().toArray();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (Relocation relocation : object.relocations(section)) {
            int width = RelocationTypes.width(relocation.type());
            if (width == 0) {
                continue;
            }
            long offset = relocation.offset();
            if (width < 0 || offset < 0 || offset + width > bytes.length) {
                throw new ImageFormatException(
                        file,
                        String.format(
                                "%s relocation at %s+0x%x cannot be applied",
                                RelocationTypes.name(relocation.type()), section.name(), offset));
            }
            long value = address(relocation.symbol()) + relocation.addend();
            if (RelocationTypes.isPcRelative(relocation.type())) {
                value -= base + offset;
            }
            if (width == 8) {
                buffer.putLong((int) offset, value);
            } else {
                buffer.putInt((int) offset, (int) value);
            }
        }
        return Bytes.of(bytes);
    }

    private long address(Symbol symbol) {
        if (symbol.placement().inSection()) {
            return addresses.getOrDefault(symbol.placement().sectionIndex(), 0L) + symbol.value();
        }
        return symbol.isUndefined() ? imports.getOrDefault(symbol.name(), 0L) : symbol.value();
    }

    Kallsyms symbols() {
        return symbols;
    }

    boolean imports(String name, long address) {
        return Long.valueOf(address).equals(imports.get(name));
    }

    boolean imports(String name) {
        return imports.containsKey(name);
    }

    Optional<Bytes> read(long address, int length) {
        Map.Entry<Long, Stretch> entry = contents.floorEntry(address);
        if (entry == null
                || address - entry.getKey() + length
                        > entry.getValue().content().size()) {
            return Optional.empty();
        }
        return Optional.of(entry.getValue().content().slice(address - entry.getKey(), length));
    }

    List<Stretch> stretches() {
        return List.copyOf(contents.values());
    }
}
