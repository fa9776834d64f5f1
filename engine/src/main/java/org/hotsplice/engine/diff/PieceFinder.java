/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hotsplice.engine.elf.Binding;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Kind;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.engine.x86.Decoder;
import org.hotsplice.engine.x86.Instruction;

/** Divides the sections of an object into pieces, at the symbols. */
final class PieceFinder {
    private final ElfObject object;

    PieceFinder(ElfObject object) {
        this.object = object;
    }

    /** {@return the pieces of this section, by offset; they do not overlap} */
    List<Piece> pieces(Section section, Role role, Set<Long> fragmentStarts) {
        if (role == Role.CODE_FRAGMENTS) {
            return fragments(section, role, fragmentStarts);
        }
        NavigableMap<Long, List<Symbol>> starts = starts(section, role);
        if (starts.isEmpty()) {
            return section.size() == 0 ? List.of() : List.of(new Piece(section, role, 0, section.size(), List.of()));
        }
        if (starts.size() == 1 && (starts.firstKey() == 0 || hasPrefix(section))) {
            // The compiler gave it a section of its own, with all that belongs to it.
            return List.of(new Piece(
                    section, role, 0, section.size(), starts.firstEntry().getValue()));
        }
        return divide(section, role, starts);
    }

    /** The compiler pads before the entry where calls are to be counted. */
    private boolean hasPrefix(Section section) {
        return object.symbolsIn(section).stream()
                .anyMatch(symbol -> symbol.value() == 0 && symbol.name().startsWith("__pfx_"));
    }

    private NavigableMap<Long, List<Symbol>> starts(Section section, Role role) {
        List<Symbol> inside = object.symbolsIn(section);
        NavigableMap<Long, List<Symbol>> starts = group(inside.stream()
                .filter(symbol -> symbol.kind() == Kind.FUNCTION || symbol.kind() == Kind.OBJECT)
                .filter(symbol -> !symbol.name().startsWith("__pfx_")));
        if (starts.isEmpty() && role != Role.LITERALS) {
            // Assembly code often gives no types.
            starts = group(inside.stream()
                    .filter(symbol -> symbol.kind() == Kind.NOTYPE)
                    .filter(symbol ->
                            !symbol.name().startsWith(".L") && !symbol.name().isEmpty()));
        }
        return starts;
    }

    private static NavigableMap<Long, List<Symbol>> group(Stream<Symbol> symbols) {
        NavigableMap<Long, List<Symbol>> starts = new TreeMap<>();
        symbols.forEach(symbol -> starts.computeIfAbsent(symbol.value(), value -> new ArrayList<>())
                .add(symbol));
        for (List<Symbol> group : starts.values()) {
            group.sort(Comparator.comparing((Symbol symbol) -> symbol.binding() != Binding.GLOBAL)
                    .thenComparing(symbol -> symbol.size() == 0)
                    .thenComparingInt(Symbol::index));
        }
        return starts;
    }

    private static List<Piece> divide(Section section, Role role, NavigableMap<Long, List<Symbol>> starts) {
        List<Piece> pieces = new ArrayList<>();
        long at = 0;
        for (Map.Entry<Long, List<Symbol>> entry : starts.entrySet()) {
            long start = entry.getKey();
            if (start > section.size()) {
                break;
            }
            addGap(pieces, section, role, at, start);
            Long next = starts.higherKey(start);
            long limit = next == null ? section.size() : Math.min(next, section.size());
            long named = entry.getValue().stream()
                    .mapToLong(Symbol::size)
                    .filter(size -> size > 0)
                    .max()
                    .orElse(role.isInstructions() ? limit - start : 0);
            long end = Math.min(start + named, limit);
            pieces.add(new Piece(section, role, start, end - start, entry.getValue()));
            at = end;
        }
        addGap(pieces, section, role, at, section.size());
        return pieces;
    }

    private static void addGap(List<Piece> pieces, Section section, Role role, long start, long end) {
        if (start >= end) {
            return;
        }
        if (!isPadding(section, role, start, end)) {
            pieces.add(new Piece(section, role, start, end - start, List.of()));
        }
    }

    private static boolean isPadding(Section section, Role role, long start, long end) {
        if (role.isInstructions() && !section.isNoBits()) {
            List<Instruction> gap = Decoder.decode(section.content().slice(start, end - start));
            return gap.stream().allMatch(Instruction::isFiller)
                    && gap.get(gap.size() - 1).end() == end - start;
        }
        if (end - start >= section.alignment()) {
            return false;
        }
        return section.isNoBits() || section.content().slice(start, end - start).isZero();
    }

    /** Fragments have no symbols: a new one begins where something refers to. */
    private static List<Piece> fragments(Section section, Role role, Set<Long> fragmentStarts) {
        TreeSet<Long> starts = new TreeSet<>(fragmentStarts);
        starts.removeIf(start -> start < 0 || start >= section.size());
        if (section.size() > 0) {
            starts.add(0L);
        }
        List<Piece> pieces = new ArrayList<>();
        for (Long start : starts) {
            Long next = starts.higher(start);
            pieces.add(new Piece(section, role, start, (next == null ? section.size() : next) - start, List.of()));
        }
        return pieces;
    }
}
