/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.elf.Binding;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.Kind;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.engine.image.ImageSymbol;
import org.hotsplice.engine.image.TargetImage;

/**
 * Proves that a ref object is what the shipped image was linked from: every function's bytes equal the image's outside
 * relocated fields, and all relocated fields together agree on one value for each symbol.
 *
 * <p>The linker keeps each section of a unit in one piece. So the place of a section is what all of its functions agree
 * on, which also tells functions apart that share a name.
 */
public final class OfflineMatcher {
    private static final int SHOWN = 16;

    private final RefObject ref;
    private final TargetImage image;
    private final Map<SymbolKey, Long> values = new HashMap<>();
    private final Map<SymbolKey, Boolean> listed = new HashMap<>();
    private final List<RefFunction> absent = new ArrayList<>();
    private final Map<RefFunction, Mismatch> mismatches = new LinkedHashMap<>();
    private final Map<SymbolKey, List<Long>> undecided = new LinkedHashMap<>();
    private final Set<SymbolKey> checked = new LinkedHashSet<>();

    private OfflineMatcher(RefObject ref, TargetImage image) {
        this.ref = ref;
        this.image = image;
    }

    /** {@return what the image and the object agree and differ on} */
    public static UnitMatch match(RefObject ref, TargetImage image) {
        return new OfflineMatcher(ref, image).match();
    }

    private UnitMatch match() {
        Map<SymbolKey, List<RefFunction>> bySection = new LinkedHashMap<>();
        for (RefFunction function : ref.functions()) {
            bySection
                    .computeIfAbsent(function.section(), key -> new ArrayList<>())
                    .add(function);
        }
        bySection.forEach(this::place);
        boolean moved = true;
        while (moved) {
            checkPlaced(bySection);
            moved = decide();
        }
        checkNames();
        closeUndecided();
        setAsideOverridden();
        return new UnitMatch(ref, values, absent, List.copyOf(mismatches.values()));
    }

    /** Checks the fields of all functions whose place is known by now. */
    private void checkPlaced(Map<SymbolKey, List<RefFunction>> bySection) {
        for (Map.Entry<SymbolKey, List<RefFunction>> section : bySection.entrySet()) {
            Long start = values.get(section.getKey());
            if (start == null || undecided.containsKey(section.getKey()) || !checked.add(section.getKey())) {
                continue;
            }
            for (RefFunction function : section.getValue()) {
                if (!absent.contains(function)) {
                    checkFields(function, start + function.offset());
                }
            }
        }
    }

    private void closeUndecided() {
        for (RefFunction function : ref.functions()) {
            List<Long> places = undecided.get(function.section());
            if (places == null) {
                continue;
            }
            if (values.containsKey(function.section())) {
                differ(
                        function,
                        0,
                        Bytes.EMPTY,
                        "code of its unit refers to another place than the ones that equal it");
            } else {
                absent.add(function);
            }
        }
    }

    /** A section that several places equal is where code of the unit refers to. */
    private boolean decide() {
        boolean moved = false;
        for (SymbolKey section : List.copyOf(undecided.keySet())) {
            Long start = values.get(section);
            List<Long> places = undecided.get(section);
            if (start != null && places != null && places.contains(start)) {
                undecided.remove(section);
                moved = true;
            }
        }
        return moved;
    }

    /** Finds the place of a section: the one start for which all functions in it equal the image. */
    private void place(SymbolKey section, List<RefFunction> functions) {
        Map<Long, Integer> votes = new LinkedHashMap<>();
        for (RefFunction function : functions) {
            List<ImageSymbol> candidates = image.symbols(function.name());
            Set<Long> starts = new LinkedHashSet<>();
            candidates.forEach(candidate -> starts.add(candidate.address() - function.offset()));
            starts.forEach(start -> votes.merge(start, 1, Integer::sum));
            if (starts.isEmpty() && !function.weak()) {
                absent.add(function);
                if (!function.isInit()) {
                    differ(function, 0, Bytes.EMPTY, "the image does not have it");
                }
            }
        }
        int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<Long> best = votes.entrySet().stream()
                .filter(vote -> vote.getValue() == most)
                .map(Map.Entry::getKey)
                .toList();
        List<Long> equal = best.stream()
                .filter(start -> functions.stream()
                        .allMatch(function -> absent.contains(function)
                                || difference(function, start + function.offset())
                                        .isEmpty()))
                .toList();
        if (equal.size() > 1) {
            equal = equal.stream().filter(start -> namesAgree(functions, start)).toList();
        }
        if (equal.size() == 1) {
            values.put(section, equal.get(0));
            return;
        }
        if (equal.size() > 1) {
            undecided.put(section, equal);
            return;
        }
        report(functions, best);
    }

    private void report(List<RefFunction> functions, List<Long> starts) {
        if (starts.isEmpty()) {
            return; // all of the section's functions are absent
        }
        boolean any = false;
        for (RefFunction function : functions) {
            Optional<Mismatch> difference = difference(function, starts.get(0) + function.offset());
            if (difference.isPresent() && !absent.contains(function)) {
                mismatches.putIfAbsent(function, difference.get());
                any = true;
            }
        }
        if (!any) {
            differ(functions.get(0), 0, Bytes.EMPTY, "the functions around it stand in another order");
        }
    }

    /** {@return the first byte outside fields that differs} */
    private Optional<Mismatch> difference(RefFunction function, long address) {
        Optional<Bytes> found = image.read(address, function.size());
        if (found.isEmpty()) {
            return Optional.of(mismatch(function, 0, Bytes.EMPTY, "the image has no code at its address"));
        }
        int field = 0;
        List<Field> fields = function.fields();
        for (int at = 0; at < function.size(); at++) {
            while (field < fields.size() && fields.get(field).end() <= at) {
                field++;
            }
            boolean covered = field < fields.size() && fields.get(field).offset() <= at;
            if (!covered && found.get().at(at) != function.bytes().at(at)) {
                return Optional.of(mismatch(function, at, found.get(), "a byte of its code differs"));
            }
        }
        if (!function.weak()
                && image.symbols(function.name()).stream().noneMatch(symbol -> symbol.address() == address)) {
            return Optional.of(mismatch(function, 0, found.get(), "the image has the name at another place"));
        }
        return Optional.empty();
    }

    private boolean namesAgree(List<RefFunction> functions, long start) {
        for (RefFunction function : functions) {
            long address = start + function.offset();
            for (Field field : function.fields()) {
                SymbolKey symbol = field.symbol();
                if (symbol != null && !symbol.isSection() && !isListed(symbol, value(field, address))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void checkFields(RefFunction function, long address) {
        for (Field field : function.fields()) {
            long value = value(field, address);
            SymbolKey symbol = field.symbol();
            if (symbol == null) {
                Optional<Bytes> content =
                        image.read(value + field.contentBias(), field.content().size());
                if (field.content().size() > 0 && !content.equals(Optional.of(field.content()))) {
                    differ(function, field.offset(), content.orElse(Bytes.EMPTY), "a constant that it uses differs");
                }
                continue;
            }
            Long known = values.putIfAbsent(symbol, value);
            if (known != null && known != value) {
                differ(
                        function,
                        field.offset(),
                        read(address + field.offset()),
                        String.format("'%s' would be at both 0x%x and 0x%x", symbol.label(), known, value));
            } else if (known == null && !symbol.isSection() && !isListed(symbol, value)) {
                differ(
                        function,
                        field.offset(),
                        read(address + field.offset()),
                        String.format("'%s' is not at 0x%x", symbol.label(), value));
            }
        }
    }

    /** {@return the value of the field's symbol; for an anonymous field, the field's own value, made absolute} */
    private long value(Field field, long address) {
        long at = address + field.offset();
        Bytes bytes = image.read(at, field.kind().width()).orElse(Bytes.zero(8));
        long value =
                switch (field.kind()) {
                    case PC32 -> at + bytes.s32(0);
                    case SIGNED_32 -> bytes.s32(0);
                    case UNSIGNED_32 -> bytes.u32(0);
                    case WHOLE_64 -> bytes.u64(0);
                };
        return field.symbol() == null ? value : value - field.addend();
    }

    /** A name that the image knows must stand where the field says; one that it does not know cannot be checked. */
    private boolean isListed(SymbolKey symbol, long value) {
        return image.lists(symbol.name(), value) || image.symbols(symbol.name()).isEmpty();
    }

    /** The linker keeps the body of a weak function in whose place everybody calls another unit's; nothing runs it. */
    private void setAsideOverridden() {
        for (RefFunction function : ref.functions()) {
            Long start = values.get(function.section());
            if (function.weak()
                    && start != null
                    && image.symbols(function.name()).stream()
                            .noneMatch(symbol -> symbol.address() == start + function.offset())) {
                absent.add(function);
            }
        }
    }

    /** Objects with names must be where their sections say; of a weak one the image may have another unit's. */
    private void checkNames() {
        for (Symbol symbol : ref.object().symbols()) {
            Optional<Section> section = ref.object().sectionOf(symbol);
            if (section.isEmpty()
                    || symbol.kind() != Kind.OBJECT
                    || symbol.size() == 0
                    || symbol.binding() == Binding.WEAK) {
                continue;
            }
            Long base = values.get(ref.resolver().key(section.get()));
            if (base == null || listed.containsKey(SymbolKey.shared(symbol.name()))) {
                continue;
            }
            SymbolKey name = SymbolKey.shared(symbol.name());
            listed.put(name, isListed(name, base + symbol.value()));
            if (Boolean.FALSE.equals(listed.get(name))) {
                long named = image.symbols(symbol.name()).get(0).address();
                mismatches.putIfAbsent(
                        ref.functions().get(0),
                        new Mismatch(
                                ref.unit(),
                                symbol.name(),
                                0,
                                Bytes.EMPTY,
                                Bytes.EMPTY,
                                String.format(
                                        "'%s' of %s is at 0x%x by code that uses it, and at 0x%x by its name",
                                        symbol.name(), section.get().name(), base + symbol.value(), named)));
            }
        }
    }

    private Bytes read(long address) {
        return image.read(address, 4).orElse(Bytes.EMPTY);
    }

    private void differ(RefFunction function, int offset, Bytes found, String reason) {
        mismatches.putIfAbsent(
                function, new Mismatch(ref.unit(), function.name(), offset, expected(function, offset), found, reason));
    }

    private Mismatch mismatch(RefFunction function, int offset, Bytes code, String reason) {
        Bytes found = offset < code.size() ? code.slice(offset, Math.min(SHOWN, code.size() - offset)) : Bytes.EMPTY;
        return new Mismatch(ref.unit(), function.name(), offset, expected(function, offset), found, reason);
    }

    private static Bytes expected(RefFunction function, int offset) {
        return function.bytes().slice(offset, Math.min(SHOWN, function.size() - offset));
    }
}
