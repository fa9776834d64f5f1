/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.engine.special.CodeTable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables that tell the kernel where to patch its own code. Each entry's first field is a relocation to the
 * place; what the entry says is turned into a {@link SiteLayers} call for the function that holds it, in the order in
 * which 6.1 alternative_instructions() and module_finalize() work.
 */
final class SiteReader {
    private static final Set<String> REWRITTEN = Set.of("__jump_table", ".static_call_sites", ".smp_locks");
    private static final int FIRST_ALTERNATIVE_SIZE = 12;
    /** From 6.3 on the entry has flags behind the feature. */
    private static final int ALTERNATIVE_SIZE_WITH_FLAGS = 14;
    /** ALT_FLAG_DIRECT_CALL (6.12 arch/x86/include/asm/alternative.h). */
    private static final int DIRECT_CALL = 1 << 1;

    private static final int PARAVIRT_SIZE = 16;
    private static final int JUMP_ENTRY_SIZE = 16;
    private static final int STATIC_CALL_SIZE = 8;

    /** One entry of a table: its turn, the place it names, and how to lay it over the function. */
    private record Entry(int order, int section, long place, Layer layer) {}

    /** Lays an entry over a function, at an offset in it. */
    private interface Layer {
        void over(SiteLayers layers, int offset) throws UnmatchableException;
    }

    private final ElfObject object;
    private final ReferenceResolver resolver;
    private final Map<Integer, TreeMap<Long, List<Entry>>> bySection = new TreeMap<>();
    /** Places that the kernel rewrites not only at its start. */
    private final List<Entry> rewritten = new ArrayList<>();

    private int order;

    SiteReader(ElfObject object, ReferenceResolver resolver) {
        this.object = object;
        this.resolver = resolver;
        each(".parainstructions", PARAVIRT_SIZE, this::paravirt);
        each(".retpoline_sites", 4, (entry, table, at) -> SiteLayers::retpoline);
        each(".return_sites", 4, (entry, table, at) -> SiteLayers::returns);
        if (hasFlags(object)) {
            each(".altinstructions", ALTERNATIVE_SIZE_WITH_FLAGS, this::alternativeWithFlags);
        } else {
            each(".altinstructions", FIRST_ALTERNATIVE_SIZE, this::alternative);
        }
        each("__jump_table", JUMP_ENTRY_SIZE, this::jumpLabel);
        each(".static_call_sites", STATIC_CALL_SIZE, this::staticCall);
        each("__mcount_loc", 8, (entry, table, at) -> SiteLayers::fentry);
        each(".smp_locks", 4, (entry, table, at) -> SiteLayers::smpLock);
    }

    /** Makes a layer from the relocations of one entry. */
    private interface EntryReader {
        Layer read(Map<Long, Relocation> fields, Section table, long at);
    }

    private void each(String name, int entrySize, EntryReader reader) {
        for (Section table : object.sections()) {
            if (!table.name().equals(name)) {
                continue;
            }
            Map<Long, Relocation> fields = new TreeMap<>();
            object.relocations(table).forEach(relocation -> fields.put(relocation.offset(), relocation));
            for (long at = 0; at + entrySize <= table.content().size(); at += entrySize) {
                Relocation place = fields.get(at);
                if (place != null && place.symbol().placement().inSection()) {
                    Entry entry = add(place, reader.read(fields, table, at));
                    if (REWRITTEN.contains(name)) {
                        rewritten.add(entry);
                    }
                }
            }
        }
    }

    private Entry add(Relocation place, Layer layer) {
        long offset = target(place);
        Entry entry = new Entry(order++, place.symbol().placement().sectionIndex(), offset, layer);
        bySection
                .computeIfAbsent(entry.section(), section -> new TreeMap<>())
                .computeIfAbsent(offset, where -> new ArrayList<>(1))
                .add(entry);
        return entry;
    }

    /** {@return the offset in its section that a field of a table refers to} */
    private static long target(Relocation relocation) {
        return relocation.symbol().value() + relocation.addend();
    }

    private Layer paravirt(Map<Long, Relocation> fields, Section table, long at) {
        int type = table.content().at(at + 8);
        int length = table.content().at(at + 9);
        return (layers, offset) -> layers.paravirt(offset, length, type);
    }

    private static boolean hasFlags(ElfObject object) {
        return object.section(CodeTable.ALTERNATIVES.sectionName())
                .flatMap(table -> CodeTable.ALTERNATIVES.entrySize(object, table))
                .filter(size -> size == ALTERNATIVE_SIZE_WITH_FLAGS)
                .isPresent();
    }

    private Layer alternative(Map<Long, Relocation> fields, Section table, long at) {
        int length = table.content().at(at + 10);
        return alternative(fields.get(at + 4), length, table.content().at(at + 11), PatchStyle.OF_6_1);
    }

    private Layer alternativeWithFlags(Map<Long, Relocation> fields, Section table, long at) {
        int length = longest(fields, table, at);
        if ((table.content().u16(at + 10) & DIRECT_CALL) != 0) {
            return (layers, offset) -> layers.directCall(offset, length);
        }
        return alternative(fields.get(at + 4), length, table.content().at(at + 13), PatchStyle.OF_6_12);
    }

    /** 6.12 apply_alternatives(): consecutive entries of one place all get the length of the longest. */
    private static int longest(Map<Long, Relocation> fields, Section table, long at) {
        int longest = 0;
        for (int step : List.of(-ALTERNATIVE_SIZE_WITH_FLAGS, ALTERNATIVE_SIZE_WITH_FLAGS)) {
            for (long other = at; isSamePlace(fields.get(at), fields.get(other)); other += step) {
                longest = Math.max(longest, table.content().at(other + 12));
            }
        }
        return longest;
    }

    private static boolean isSamePlace(@Nullable Relocation one, @Nullable Relocation other) {
        return one != null
                && other != null
                && one.symbol().placement().equals(other.symbol().placement())
                && target(one) == target(other);
    }

    private Layer alternative(@Nullable Relocation replacement, int length, int replacementLength, PatchStyle style) {
        if (replacementLength == 0) {
            return (layers, offset) -> layers.alternative(offset, length, Variant.of(Bytes.EMPTY), style);
        }
        if (replacement == null || !replacement.symbol().placement().inSection()) {
            return (layers, offset) -> {
                throw new UnmatchableException("alternative without replacement");
            };
        }
        Section code = object.sections().get(replacement.symbol().placement().sectionIndex());
        long start = target(replacement);
        return (layers, offset) ->
                layers.alternative(offset, length, replacement(code, start, replacementLength), style);
    }

    private Variant replacement(Section code, long start, int length) throws UnmatchableException {
        Bytes bytes = code.content().slice(start, length);
        List<Field> fields = new ArrayList<>();
        byte[] plain = bytes.toArray();
        for (Relocation relocation : object.relocations(code)) {
            long offset = relocation.offset() - start;
            if (offset >= 0 && offset < length) {
                Field field = resolver.field(bytes, (int) offset, relocation);
                Arrays.fill(plain, field.offset(), field.end(), (byte) 0);
                fields.add(field);
            }
        }
        return new Variant(Bytes.of(plain), fields, 0);
    }

    private Layer jumpLabel(Map<Long, Relocation> fields, Section table, long at) {
        Relocation target = fields.get(at + 4);
        if (target == null) {
            return (layers, offset) -> {
                throw new UnmatchableException("jump label without target");
            };
        }
        return (layers, offset) -> {
            Symbol symbol = target.symbol();
            SymbolKey key = resolver.key(symbol)
                    .orElseThrow(() -> new UnmatchableException("jump label to a symbol without name"));
            layers.jumpLabel(offset, key, resolver.addend(key, symbol, target));
        };
    }

    private Layer staticCall(Map<Long, Relocation> fields, Section table, long at) {
        Relocation key = fields.get(at + 4);
        if (key == null) {
            return (layers, offset) -> {
                throw new UnmatchableException("static call without key");
            };
        }
        String name = key.symbol().name();
        boolean tail = (key.addend() & 1) != 0;
        // A key that is not exported to modules is named by its trampoline (6.1 static_call_add_module()).
        String keyName = name.startsWith("__SCT__") ? "__SCK__" + name.substring("__SCT__".length()) : name;
        return (layers, offset) -> layers.staticCall(offset, keyName, tail);
    }

    /** {@return whether a jump label, static call or lock prefix lies in this part of the function} */
    boolean isRewritten(RefFunction function, int from, int to) {
        long first = function.offset() + from - 5;
        return rewritten.stream()
                .filter(entry -> entry.section() == function.section().section())
                .anyMatch(entry -> entry.place() > first && entry.place() < function.offset() + to);
    }

    /** {@return the sites of the function, sorted by offset} */
    List<Site> of(RefFunction function) throws UnmatchableException {
        SiteLayers layers = new SiteLayers(function);
        layers.seal();
        TreeMap<Long, List<Entry>> all =
                Optional.ofNullable(bySection.get(function.section().section())).orElseGet(TreeMap::new);
        List<Entry> inside = new ArrayList<>();
        all.subMap(function.offset(), function.offset() + function.size())
                .values()
                .forEach(inside::addAll);
        inside.sort(Comparator.comparingInt(Entry::order));
        for (Entry entry : inside) {
            entry.layer().over(layers, (int) (entry.place() - function.offset()));
        }
        return layers.sites();
    }
}
