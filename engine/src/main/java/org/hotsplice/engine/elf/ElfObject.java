/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An ELF64 little-endian file for x86-64, immutable. All of it is checked when it is read. */
public final class ElfObject {
    private final String name;
    private final int type;
    private final List<Section> sections;
    private final List<Symbol> symbols;
    private final Map<Integer, List<Relocation>> relocations;
    private final Map<String, Section> sectionsByName = new HashMap<>();
    private final Map<Integer, List<Symbol>> symbolsBySection = new HashMap<>();

    /** @param relocations by index of the section that they change, sorted by offset */
    ElfObject(
            String name,
            int type,
            List<Section> sections,
            List<Symbol> symbols,
            Map<Integer, List<Relocation>> relocations) {
        this.name = name;
        this.type = type;
        this.sections = List.copyOf(sections);
        this.symbols = List.copyOf(symbols);
        this.relocations = Map.copyOf(relocations);
        for (Section section : this.sections) {
            sectionsByName.putIfAbsent(section.name(), section);
        }
        for (Symbol symbol : this.symbols) {
            if (symbol.placement().inSection()) {
                symbolsBySection
                        .computeIfAbsent(symbol.placement().sectionIndex(), index -> new ArrayList<>())
                        .add(symbol);
            }
        }
    }

    /** {@return the object in this file} */
    public static ElfObject read(Path file) throws IOException, ElfFormatException {
        return new ElfReader(file.toString(), Bytes.wrap(Files.readAllBytes(file))).read();
    }

    /**
     * {@return the object that these bytes are}
     *
     * @param name for messages
     */
    public static ElfObject read(String name, byte[] bytes) throws ElfFormatException {
        return new ElfReader(name, Bytes.of(bytes)).read();
    }

    /** {@return an object with nothing in it, for a unit that is not there} */
    public static ElfObject empty(String name) {
        Section none = new Section(0, "", 0, 0, 0, 0, 1, 0, 0, 0, Bytes.EMPTY);
        return new ElfObject(name, 1, List.of(none), List.of(), Map.of());
    }

    /** {@return where it came from, for messages} */
    public String name() {
        return name;
    }

    /** {@return ET_*: 1 for relocatable objects} */
    public int type() {
        return type;
    }

    /** {@return all sections, so that an index finds its own; the first is the null section} */
    public List<Section> sections() {
        return sections;
    }

    /** {@return all symbols, so that an index finds its own; the first is the null symbol; none if stripped} */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** {@return the first section of this name} */
    public Optional<Section> section(String wanted) {
        return Optional.ofNullable(sectionsByName.get(wanted));
    }

    /** {@return the section that the symbol is in, if it is in one} */
    public Optional<Section> sectionOf(Symbol symbol) {
        return symbol.placement().inSection()
                ? Optional.of(sections.get(symbol.placement().sectionIndex()))
                : Optional.empty();
    }

    /** {@return the symbols in this section, its section symbol included, in the order of the table} */
    public List<Symbol> symbolsIn(Section section) {
        return Collections.unmodifiableList(symbolsBySection.getOrDefault(section.index(), List.of()));
    }

    /** {@return the relocations of this section, sorted by offset} */
    public List<Relocation> relocations(Section section) {
        return relocations.getOrDefault(section.index(), List.of());
    }
}
