/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an ELF64 file. The input is not trusted: each offset, size and index is checked against what is there before it
 * is used, so that a damaged file ends in an {@link ElfFormatException} and in nothing else.
 */
final class ElfReader {
    private static final int HEADER_SIZE = 64;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int RELA_SIZE = 24;
    private static final int EM_X86_64 = 62;
    private static final int SHN_LORESERVE = 0xff00;
    private static final int SHN_ABS = 0xfff1;
    private static final int SHN_COMMON = 0xfff2;
    private static final int SHN_XINDEX = 0xffff;
    /** The null section's own size, which holds the number of sections where 16 bits do not. */
    private static final long SIZE_FIELD = 32;

    private static final long LINK_FIELD = 40;

    private final String file;
    private final Bytes bytes;

    ElfReader(String file, Bytes bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    ElfObject read() throws ElfFormatException {
        checkHeader();
        List<Section> sections = readSections();
        List<Symbol> symbols = List.of();
        int symbolTable = 0;
        for (Section section : sections) {
            if (section.type() == Section.SYMTAB) {
                if (symbolTable != 0) {
                    throw bad(section.name(), 0, "a second symbol table");
                }
                symbolTable = section.index();
                symbols = readSymbols(section, sections);
            }
        }
        int type = bytes.u16(16);
        return new ElfObject(file, type, sections, symbols, readRelocations(type, symbolTable, sections, symbols));
    }

    private void checkHeader() throws ElfFormatException {
        if (bytes.size() < HEADER_SIZE) {
            throw bad("header", 0, "the file has only " + bytes.size() + " bytes");
        }
        if (!bytes.has(0, Bytes.of(0x7f, 'E', 'L', 'F'))) {
            throw bad("header", 0, "not an ELF file");
        }
        if (bytes.at(4) != 2 || bytes.at(5) != 1 || bytes.at(6) != 1) {
            throw bad(
                    "header",
                    4,
                    "not ELF64, little-endian, version 1: " + bytes.slice(4, 3).hex());
        }
        if (bytes.u16(18) != EM_X86_64) {
            throw bad("header", 18, "machine " + bytes.u16(18) + ", not x86-64 (" + EM_X86_64 + ")");
        }
    }

    private List<Section> readSections() throws ElfFormatException {
        long table = bytes.u64(40);
        int entrySize = bytes.u16(58);
        long count = bytes.u16(60);
        long names = bytes.u16(62);
        if (table == 0) {
            throw bad("header", 40, "no section table");
        }
        if (entrySize != SECTION_HEADER_SIZE) {
            throw bad("header", 58, "section headers of " + entrySize + " bytes, not " + SECTION_HEADER_SIZE);
        }
        checkRange("header", 40, "section table", table, SECTION_HEADER_SIZE);
        if (count == 0) {
            count = bytes.u64(table + SIZE_FIELD);
        }
        if (names == SHN_XINDEX) {
            names = bytes.u32(table + LINK_FIELD);
        }
        if (count < 1 || count > bytes.size() / SECTION_HEADER_SIZE) {
            throw bad("header", 60, count + " sections in a file of " + bytes.size() + " bytes");
        }
        checkRange("header", 40, "section table", table, count * SECTION_HEADER_SIZE);
        if (names >= count) {
            throw bad("header", 62, "names in section " + names + " of " + count);
        }
        Bytes nameTable = names == 0 ? Bytes.EMPTY : contentOf(table, (int) names);
        List<Section> sections = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            sections.add(readSection(i, (int) count, table, nameTable));
        }
        return sections;
    }

    private Section readSection(int index, int count, long table, Bytes names) throws ElfFormatException {
        long at = table + (long) index * SECTION_HEADER_SIZE;
        String place = "section " + index;
        String name = index == 0 ? "" : text(names, bytes.u32(at), place);
        long alignment = Math.max(1, bytes.u64(at + 48));
        if (Long.bitCount(alignment) != 1) {
            throw bad(place, 48, "alignment " + Long.toUnsignedString(alignment) + " is no power of two");
        }
        long link = bytes.u32(at + LINK_FIELD);
        if (index != 0 && link >= count) {
            throw bad(place, LINK_FIELD, "link to section " + link + " of " + count);
        }
        Bytes content = index == 0 ? Bytes.EMPTY : contentOf(table, index);
        long size = index == 0 ? 0 : bytes.u64(at + SIZE_FIELD);
        if (size < 0) {
            throw bad(place, SIZE_FIELD, "size " + Long.toUnsignedString(size));
        }
        return new Section(
                index,
                name,
                bytes.s32(at + 4),
                bytes.u64(at + 8),
                bytes.u64(at + 16),
                size,
                alignment,
                bytes.u64(at + 56),
                (int) link,
                bytes.s32(at + 44),
                content);
    }

    private Bytes contentOf(long table, int index) throws ElfFormatException {
        long at = table + (long) index * SECTION_HEADER_SIZE;
        int type = bytes.s32(at + 4);
        if (type == Section.NOBITS || type == 0) {
            return Bytes.EMPTY;
        }
        long offset = bytes.u64(at + 24);
        long size = bytes.u64(at + SIZE_FIELD);
        checkRange("section " + index, 24, "content", offset, size);
        return bytes.slice(offset, size);
    }

    private List<Symbol> readSymbols(Section table, List<Section> sections) throws ElfFormatException {
        checkTable(table, SYMBOL_SIZE);
        Bytes names = sections.get(table.link()).content();
        Bytes content = table.content();
        Bytes extended = Bytes.EMPTY;
        for (Section section : sections) {
            if (section.type() == Section.SYMTAB_SHNDX && section.link() == table.index()) {
                extended = section.content();
            }
        }
        int count = content.size() / SYMBOL_SIZE;
        List<Symbol> symbols = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = (long) i * SYMBOL_SIZE;
            int info = content.at(at + 4);
            Kind kind = kind(info & 15);
            Placement placement = placement(table, i, content.u16(at + 6), extended, sections.size());
            String name = text(names, content.u32(at), table.name());
            if (kind == Kind.SECTION && placement.inSection()) {
                name = sections.get(placement.sectionIndex()).name();
            }
            symbols.add(new Symbol(
                    i, name, binding(info >> 4), kind, placement, content.u64(at + 8), content.u64(at + 16)));
        }
        return symbols;
    }

    private Placement placement(Section table, int symbol, int shndx, Bytes extended, int sections)
            throws ElfFormatException {
        long index = shndx;
        if (shndx == SHN_XINDEX) {
            if ((symbol + 1L) * 4 > extended.size()) {
                throw bad(table.name(), (long) symbol * SYMBOL_SIZE, "no extended section index");
            }
            index = extended.u32(symbol * 4L);
        } else if (shndx >= SHN_LORESERVE) {
            if (shndx == SHN_ABS) {
                return Placement.ABSOLUTE;
            }
            if (shndx == SHN_COMMON) {
                return Placement.COMMON;
            }
            throw bad(table.name(), (long) symbol * SYMBOL_SIZE, "reserved section index " + shndx);
        }
        if (index >= sections) {
            throw bad(table.name(), (long) symbol * SYMBOL_SIZE, "section index " + index + " of " + sections);
        }
        return index == 0 ? Placement.UNDEFINED : Placement.in((int) index);
    }

    private Map<Integer, List<Relocation>> readRelocations(
            int type, int symbolTable, List<Section> sections, List<Symbol> symbols) throws ElfFormatException {
        Map<Integer, List<Relocation>> relocations = new HashMap<>();
        // In an executable they are the dynamic linker's, with addresses for offsets.
        if (type != 1) {
            return relocations;
        }
        for (Section section : sections) {
            if (section.type() == Section.REL) {
                throw bad(section.name(), 0, "relocations without addends");
            }
            if (section.type() != Section.RELA) {
                continue;
            }
            if (section.link() != symbolTable) {
                throw bad(section.name(), 0, "symbols in section " + section.link() + ", not " + symbolTable);
            }
            if (section.info() < 1 || section.info() >= sections.size()) {
                throw bad(section.name(), 0, "for section " + section.info() + " of " + sections.size());
            }
            relocations
                    .computeIfAbsent(section.info(), index -> new ArrayList<>())
                    .addAll(readRelocations(section, sections.get(section.info()), symbols));
        }
        for (Map.Entry<Integer, List<Relocation>> entry : relocations.entrySet()) {
            entry.getValue().sort(Comparator.comparingLong(Relocation::offset));
            entry.setValue(List.copyOf(entry.getValue()));
        }
        return relocations;
    }

    private List<Relocation> readRelocations(Section table, Section target, List<Symbol> symbols)
            throws ElfFormatException {
        checkTable(table, RELA_SIZE);
        Bytes content = table.content();
        int count = content.size() / RELA_SIZE;
        List<Relocation> relocations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = (long) i * RELA_SIZE;
            long offset = content.u64(at);
            long symbol = content.u32(at + 12);
            int type = content.s32(at + 8);
            if (symbol >= symbols.size()) {
                throw bad(table.name(), at, "symbol " + symbol + " of " + symbols.size());
            }
            int width = Math.max(0, RelocationTypes.width(type));
            if (offset < 0 || offset > target.content().size() - width) {
                throw bad(
                        table.name(),
                        at,
                        String.format(
                                "field at 0x%x of %s, which has 0x%x bytes",
                                offset, target.name(), target.content().size()));
            }
            relocations.add(new Relocation(offset, type, symbols.get((int) symbol), content.u64(at + 16)));
        }
        return relocations;
    }

    private void checkTable(Section table, int entrySize) throws ElfFormatException {
        if (table.entrySize() != entrySize || table.content().size() % entrySize != 0) {
            throw bad(
                    table.name(),
                    0,
                    table.content().size() + " bytes of entries of " + table.entrySize() + ", not " + entrySize);
        }
    }

    private String text(Bytes table, long offset, String place) throws ElfFormatException {
        if (offset == 0 && table.size() == 0) {
            return "";
        }
        long end = offset;
        while (end < table.size() && table.at(end) != 0) {
            end++;
        }
        if (end >= table.size()) {
            throw bad(place, offset, "a name that ends beyond its table of " + table.size() + " bytes");
        }
        // One character a byte, so that no name changes on its way through.
        return new String(table.slice(offset, end - offset).toArray(), StandardCharsets.ISO_8859_1);
    }

    private static Binding binding(int value) {
        return switch (value) {
            case 0 -> Binding.LOCAL;
            case 1 -> Binding.GLOBAL;
            case 2 -> Binding.WEAK;
            default -> Binding.OTHER;
        };
    }

    private static Kind kind(int value) {
        return switch (value) {
            case 0 -> Kind.NOTYPE;
            case 1 -> Kind.OBJECT;
            case 2 -> Kind.FUNCTION;
            case 3 -> Kind.SECTION;
            case 4 -> Kind.FILE;
            case 5 -> Kind.COMMON;
            case 6 -> Kind.TLS;
            default -> Kind.OTHER;
        };
    }

    private void checkRange(String place, long at, String what, long offset, long size) throws ElfFormatException {
        if (offset < 0 || size < 0 || offset > bytes.size() || size > bytes.size() - offset) {
            throw bad(
                    place,
                    at,
                    String.format("%s at 0x%x of 0x%x bytes, file of 0x%x", what, offset, size, bytes.size()));
        }
    }

    private ElfFormatException bad(String section, long offset, String reason) {
        return new ElfFormatException(file, section, offset, reason);
    }
}
