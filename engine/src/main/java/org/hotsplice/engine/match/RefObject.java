/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.engine.elf.Binding;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.RelocationTypes;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;

/** A ref object, read as functions with their fields and sites. Functions that cannot be expressed are kept apart. */
public final class RefObject {
    private final String unit;
    private final ElfObject object;
    private final ReferenceResolver resolver;
    private final SiteReader sites;
    private final Map<String, RefFunction> functions = new LinkedHashMap<>();
    private final Map<String, String> unmatchable = new LinkedHashMap<>();

    private RefObject(String unit, ElfObject object) {
        this.unit = unit;
        this.object = object;
        this.resolver = new ReferenceResolver(unit, object);
        this.sites = new SiteReader(object, resolver);
        List<Symbol> sorted = object.symbols().stream()
                .filter(symbol -> symbol.isFunction() && symbol.size() > 0)
                .sorted(Comparator.<Symbol>comparingInt(
                                symbol -> symbol.placement().sectionIndex())
                        .thenComparingLong(Symbol::value)
                        .thenComparing(Symbol::name))
                .toList();
        for (Symbol symbol : sorted) {
            Section section = object.sections().get(symbol.placement().sectionIndex());
            if (!section.isCode()
                    || section.isNoBits()
                    || section.name().startsWith(".discard")
                    || symbol.value() + symbol.size() > section.content().size()) {
                continue;
            }
            try {
                functions.putIfAbsent(symbol.name(), function(symbol, section));
            } catch (UnmatchableException e) {
                unmatchable.put(symbol.name(), e.reason());
            }
        }
    }

    /**
     * {@return the object's functions}
     *
     * @param unit the unit's source file
     * @param object as kbuild leaves it, after objtool
     */
    public static RefObject of(String unit, ElfObject object) {
        return new RefObject(unit, object);
    }

    private RefFunction function(Symbol symbol, Section section) throws UnmatchableException {
        Bytes code = section.content().slice(symbol.value(), symbol.size());
        byte[] plain = code.toArray();
        List<Field> fields = new ArrayList<>();
        for (Relocation relocation : within(section, symbol.value(), symbol.size())) {
            int width = RelocationTypes.width(relocation.type());
            if (width == 0) {
                continue;
            }
            int offset = (int) (relocation.offset() - symbol.value());
            Field field = resolver.field(code, offset, relocation);
            if (field.end() > plain.length) {
                throw new UnmatchableException("relocation at 0x" + Integer.toHexString(offset) + " leaves the code");
            }
            Arrays.fill(plain, offset, field.end(), (byte) 0);
            fields.add(field);
        }
        return new RefFunction(
                unit,
                symbol.name(),
                symbol.binding() == Binding.WEAK,
                resolver.key(section),
                symbol.value(),
                Bytes.of(plain),
                fields);
    }

    private List<Relocation> within(Section section, long start, long size) {
        List<Relocation> all = object.relocations(section);
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).offset() < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int end = low;
        while (end < all.size() && all.get(end).offset() < start + size) {
            end++;
        }
        return all.subList(low, end);
    }

    /** {@return the unit's source file} */
    public String unit() {
        return unit;
    }

    /** {@return the object that was read} */
    public ElfObject object() {
        return object;
    }

    /** {@return all functions, in the order of the code} */
    public List<RefFunction> functions() {
        return List.copyOf(functions.values());
    }

    /** {@return the function of this name} */
    public Optional<RefFunction> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** {@return why a function of this name cannot be matched, if that is so} */
    public Optional<String> unmatchable(String name) {
        return Optional.ofNullable(unmatchable.get(name));
    }

    /** {@return whether tables can say all that may differ in the function} */
    public boolean isMatchable(RefFunction function) {
        try {
            MatchedSet.read(this, function);
            return true;
        } catch (UnmatchableException e) {
            return false;
        }
    }

    /** {@return the places in the function that the kernel patches, sorted} */
    List<Site> sites(RefFunction function) throws UnmatchableException {
        return sites.of(function);
    }

    /** {@return whether the kernel, once it runs, still rewrites code in this part of the function} */
    boolean isRewritten(RefFunction function, int from, int to) {
        return sites.isRewritten(function, from, to);
    }

    ReferenceResolver resolver() {
        return resolver;
    }
}
