/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.RelocationTypes;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.engine.special.CodeTable;
import org.hotsplice.engine.x86.Decoder;
import org.hotsplice.engine.x86.Instruction;

/** A unit's object seen as functions and data with references between them. */
public final class ObjectMap {
    private final ElfObject object;
    private final List<Role> roles = new ArrayList<>();
    private final Map<Integer, List<Piece>> pieces = new HashMap<>();
    private final Map<Integer, Map<Integer, Instruction>> instructionsByField = new HashMap<>();
    private final Map<Piece, List<Reference>> references = new HashMap<>();
    private final Map<Piece, Set<Piece>> users = new HashMap<>();

    public ObjectMap(ElfObject object) {
        this.object = object;
        for (Section section : object.sections()) {
            roles.add(Role.of(section));
        }
        PieceFinder finder = new PieceFinder(object);
        Map<Integer, Set<Long>> fragmentStarts = fragmentStarts();
        for (Section section : object.sections()) {
            Role role = role(section);
            if (role.hasPieces()) {
                pieces.put(
                        section.index(),
                        finder.pieces(section, role, fragmentStarts.getOrDefault(section.index(), Set.of())));
            }
        }
        // What was decoded for the fragments did not know the pieces.
        instructionsByField.clear();
    }

    /** {@return the object itself} */
    public ElfObject object() {
        return object;
    }

    /** {@return the section's role} */
    public Role role(Section section) {
        return roles.get(section.index());
    }

    /** {@return all pieces, in the order of the sections and then by offset} */
    public List<Piece> pieces() {
        List<Piece> all = new ArrayList<>();
        for (Section section : object.sections()) {
            all.addAll(pieces(section));
        }
        return all;
    }

    /** {@return the pieces of this section by offset; none if its role has none} */
    public List<Piece> pieces(Section section) {
        return Collections.unmodifiableList(pieces.getOrDefault(section.index(), List.of()));
    }

    /** {@return the piece that this offset belongs to} */
    public Optional<Piece> pieceAt(Section section, long offset) {
        List<Piece> candidates = pieces(section);
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        Piece found = null;
        for (Piece piece : candidates) {
            if (piece.start() > offset) {
                break;
            }
            found = piece;
        }
        return Optional.ofNullable(found);
    }

    /** {@return the relocations of this piece's bytes, with offsets in the section} */
    public List<Relocation> relocations(Piece piece) {
        return relocations(piece.section(), piece.start(), piece.end());
    }

    /** {@return the relocations of the section from the first offset to before the second} */
    public List<Relocation> relocations(Section section, long start, long end) {
        List<Relocation> all = object.relocations(section);
        return all.subList(firstFrom(all, start), firstFrom(all, end));
    }

    private static int firstFrom(List<Relocation> relocations, long offset) {
        int low = 0;
        int high = relocations.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (relocations.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@return the other pieces that refer to this one, in the order of the object} */
    public Set<Piece> users(Piece piece) {
        if (users.isEmpty()) {
            for (Piece user : pieces()) {
                for (Reference reference : references(user)) {
                    if (reference.target() instanceof Target.Inside inside
                            && !inside.piece().equals(user)) {
                        users.computeIfAbsent(inside.piece(), used -> new LinkedHashSet<>())
                                .add(user);
                    }
                }
            }
        }
        return Collections.unmodifiableSet(users.getOrDefault(piece, Set.of()));
    }

    /** {@return what the fields of this piece refer to, by offset} */
    public List<Reference> references(Piece piece) {
        return references.computeIfAbsent(piece, this::findReferences);
    }

    private List<Reference> findReferences(Piece piece) {
        List<Reference> found = references(piece.section(), piece.start(), piece.end());
        if (role(piece.section()).isInstructions() && pieces(piece.section()).size() > 1) {
            found = new ArrayList<>(found);
            addImplicit(piece, found);
        }
        return List.copyOf(found);
    }

    /** {@return what the relocated fields of this part of a section refer to, by offset from its start} */
    public List<Reference> references(Section section, long start, long end) {
        List<Reference> found = new ArrayList<>();
        for (Relocation relocation : relocations(section, start, end)) {
            int width = Math.max(0, RelocationTypes.width(relocation.type()));
            boolean branch = role(section).isInstructions()
                    && instruction(section, relocation.offset())
                            .filter(instruction -> instruction.isRelativeBranch()
                                    && instruction.immediateOffset() == relocation.offset())
                            .isPresent();
            found.add(new Reference(
                    relocation.offset() - start,
                    width,
                    relocation.type(),
                    target(section, relocation),
                    fieldToOrigin(section, relocation),
                    branch,
                    false));
        }
        return found;
    }

    private void addImplicit(Piece piece, List<Reference> found) {
        Set<Long> relocated = new HashSet<>();
        found.forEach(reference -> relocated.add(reference.offset()));
        for (Instruction instruction : Decoder.decode(piece.content())) {
            long field = instruction.immediateOffset();
            int width = instruction.immediateSize();
            boolean isWhole = (width == 1 || width == 4) && field + width <= piece.size();
            if (!instruction.isRelativeBranch() || relocated.contains(field) || !isWhole) {
                continue;
            }
            long distance = width == 1
                    ? (byte) piece.content().at(field)
                    : piece.content().s32(field);
            long to = instruction.end() + distance;
            if (to >= 0 && to < piece.size()) {
                continue;
            }
            long place = piece.start() + to;
            pieceAt(piece.section(), place)
                    .ifPresent(other -> found.add(new Reference(
                            field,
                            width,
                            RelocationTypes.R_X86_64_PC32,
                            new Target.Inside(other, place - other.start()),
                            width,
                            true,
                            true)));
        }
        found.sort(Comparator.comparingLong(Reference::offset));
    }

    /**
     * {@return how far behind the field the place is that a PC-relative field counts from}
     *
     * <p>The processor counts from the end of the instruction, which can have an immediate after the field. In data the
     * program itself counts from the field.
     */
    public long fieldToOrigin(Section section, Relocation relocation) {
        if (!RelocationTypes.isPcRelative(relocation.type()) || !role(section).isInstructions()) {
            return 0;
        }
        return instruction(section, relocation.offset())
                .map(instruction -> instruction.end() - relocation.offset())
                .orElse((long) RelocationTypes.width(relocation.type()));
    }

    /** {@return the instruction that has its displacement, immediate or branch distance at this offset} */
    public Optional<Instruction> instruction(Section section, long field) {
        return Optional.ofNullable(instructionsByField
                .computeIfAbsent(section.index(), index -> decode(section))
                .get((int) field));
    }

    private Map<Integer, Instruction> decode(Section section) {
        Map<Integer, Instruction> byField = new HashMap<>();
        // Each piece is decoded from its own start, so that data between functions cannot lead astray.
        List<long[]> ranges = new ArrayList<>();
        for (Piece piece : pieces(section)) {
            ranges.add(new long[] {piece.start(), piece.size()});
        }
        if (ranges.isEmpty()) {
            ranges.add(new long[] {0, section.content().size()});
        }
        for (long[] range : ranges) {
            Bytes code = section.content().slice(range[0], range[1]);
            int base = (int) range[0];
            for (Instruction found : Decoder.decode(code)) {
                Instruction moved = found.movedBy(base);
                if (moved.displacementOffset() >= 0) {
                    byField.put(moved.displacementOffset(), moved);
                }
                if (moved.immediateOffset() >= 0) {
                    byField.put(moved.immediateOffset(), moved);
                }
            }
        }
        return byField;
    }

    /** {@return what this relocation of this section refers to} */
    public Target target(Section section, Relocation relocation) {
        Symbol symbol = relocation.symbol();
        long offset = relocation.addend() + fieldToOrigin(section, relocation);
        return switch (symbol.placement().where()) {
            case UNDEFINED -> new Target.Outside(symbol.name(), offset);
            case COMMON -> new Target.Outside(symbol.name(), offset);
            case ABSOLUTE -> new Target.Absolute(symbol.value() + offset);
            case SECTION ->
                targetIn(object.sections().get(symbol.placement().sectionIndex()), symbol, symbol.value() + offset);
        };
    }

    private Target targetIn(Section section, Symbol symbol, long offset) {
        if (role(section) == Role.LITERALS) {
            return new Target.Literal(literal(section, offset), section, offset);
        }
        // A symbol of its own says which object is meant, also where the place lies outside of it.
        long chosenBy = isNamed(symbol) ? symbol.value() : offset;
        return pieceAt(section, chosenBy)
                .<Target>map(piece -> new Target.Inside(piece, offset - piece.start()))
                .orElseGet(() -> new Target.Raw(section, offset));
    }

    private static boolean isNamed(Symbol symbol) {
        return switch (symbol.kind()) {
            case FUNCTION, OBJECT -> true;
            case NOTYPE, SECTION, FILE, COMMON, TLS, OTHER -> false;
        };
    }

    /** {@return the string, with its end, or the constant from this place on} */
    private static Bytes literal(Section section, long offset) {
        Bytes content = section.content();
        if (offset < 0 || offset > content.size()) {
            return Bytes.EMPTY;
        }
        if (section.has(Section.STRINGS)) {
            long width = Math.max(1, section.entrySize());
            long end = offset;
            while (end + width <= content.size() && !content.slice(end, width).isZero()) {
                end += width;
            }
            return content.slice(offset, Math.min(end + width, content.size()) - offset);
        }
        long entry = section.entrySize() > 0 ? section.entrySize() : content.size();
        long end = Math.min(content.size(), (offset / entry + 1) * entry);
        return content.slice(offset, end - offset);
    }

    /** Other tables tell about places within fragments. */
    private boolean isReferenceToStart(Section section) {
        return role(section) != Role.TABLE
                || CodeTable.of(section)
                        .filter(table -> table == CodeTable.EXCEPTIONS)
                        .isPresent();
    }

    private Map<Integer, Set<Long>> fragmentStarts() {
        Map<Integer, Set<Long>> starts = new HashMap<>();
        for (Section section : object.sections()) {
            if (role(section) == Role.UNWIND || role(section) == Role.IGNORED) {
                continue;
            }
            for (Relocation relocation : object.relocations(section)) {
                Symbol symbol = relocation.symbol();
                if (symbol.placement().inSection()
                        && roles.get(symbol.placement().sectionIndex()) == Role.CODE_FRAGMENTS
                        && isReferenceToStart(section)) {
                    starts.computeIfAbsent(symbol.placement().sectionIndex(), index -> new HashSet<>())
                            .add(symbol.value() + relocation.addend() + fieldToOrigin(section, relocation));
                }
            }
        }
        return starts;
    }
}
