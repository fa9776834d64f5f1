/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.diff.ObjectMap;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Reference;
import org.hotsplice.engine.diff.Replacement;
import org.hotsplice.engine.diff.Role;
import org.hotsplice.engine.diff.TableEntries;
import org.hotsplice.engine.diff.TableEntry;
import org.hotsplice.engine.diff.Target;
import org.hotsplice.engine.elf.Binding;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.Kind;
import org.hotsplice.engine.elf.RelocatableBuilder;
import org.hotsplice.engine.elf.RelocatableBuilder.Name;
import org.hotsplice.engine.elf.RelocatableBuilder.Part;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.RelocationTypes;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.engine.special.CodeTable;

/** Writes the relocatable object of a plan: an ordinary object that the kernel's build and loader take as it is. */
public final class ReplacementWriter {
    private static final int REPLACEMENT_FIELD = 4;
    private static final int CODE_ALIGNMENT = 16;

    private final ReplacementPlan plan;
    private final ObjectMap post;
    private final Map<External, String> undefinedNames;
    private final Map<String, String> sharedNames;
    private final Map<Piece, String> dataNames;
    private final Binder binder;
    private final RelocatableBuilder builder = new RelocatableBuilder();
    private final Map<Piece, Place> places = new HashMap<>();
    private final Map<String, Name> undefined = new HashMap<>();
    private final Map<Bytes, Long> strings = new HashMap<>();

    private record Place(Part part, long offset, Name symbol) {}

    private ReplacementWriter(
            ReplacementPlan plan,
            Map<External, String> undefinedNames,
            Map<String, String> sharedNames,
            Map<Piece, String> dataNames) {
        this.plan = plan;
        this.post = plan.diff().post();
        this.undefinedNames = Map.copyOf(undefinedNames);
        this.sharedNames = Map.copyOf(sharedNames);
        this.dataNames = Map.copyOf(dataNames);
        this.binder = new Binder(plan.diff(), ReplacementPlanner.replaced(plan.diff()));
    }

    /**
     * {@return the object's bytes}
     *
     * @param plan what goes in
     * @param undefinedNames the name that the new object is to use for an external; its own where none is given
     * @param sharedNames a second name for some of the global symbols that the patch adds
     * @param dataNames a second, global name for some of the data that the patch adds
     */
    public static byte[] write(
            ReplacementPlan plan,
            Map<External, String> undefinedNames,
            Map<String, String> sharedNames,
            Map<Piece, String> dataNames) {
        return new ReplacementWriter(plan, undefinedNames, sharedNames, dataNames).run();
    }

    private byte[] run() {
        builder.file(plan.unit());
        plan.pieces().forEach(this::place);
        plan.pieces().forEach(piece -> bind(piece, place(piece)));
        TableEntries entries = new TableEntries(post);
        for (Piece piece : plan.pieces()) {
            entries.of(piece).forEach(this::addEntry);
        }
        addUnwind();
        addEntrySymbols();
        new ExportWriter(plan, builder, this::symbolOf).write();
        return builder.build();
    }

    /** Gives the piece its place in the new object, at the first call. */
    private Place place(Piece piece) {
        Place known = places.get(piece);
        if (known != null) {
            return known;
        }
        Part part = partFor(piece);
        long alignment = alignment(piece);
        long offset = piece.section().isNoBits()
                ? part.reserve(piece.size(), alignment)
                : part.append(piece.content(), alignment);
        long symbolOffset = Binder.symbolOffset(piece);
        boolean isAddedGlobal = ReplacementPlanner.isAddedGlobal(plan.diff(), piece);
        String name = piece.isNamed() ? piece.name() : "";
        Kind kind = piece.role().isFunctions() ? Kind.FUNCTION : Kind.OBJECT;
        Name symbol = piece.isNamed()
                ? builder.define(
                        name,
                        isAddedGlobal ? Binding.GLOBAL : Binding.LOCAL,
                        kind,
                        part,
                        offset + symbolOffset,
                        piece.size() - symbolOffset)
                : part.start();
        Place place = new Place(part, offset, symbol);
        places.put(piece, place);
        moreNames(piece, name)
                .forEach(more -> builder.define(
                        more, Binding.GLOBAL, kind, part, offset + symbolOffset, piece.size() - symbolOffset));
        return place;
    }

    private Set<String> moreNames(Piece piece, String name) {
        Set<String> names = new LinkedHashSet<>();
        if (ReplacementPlanner.isAddedGlobal(plan.diff(), piece)) {
            for (Symbol symbol : piece.symbols()) {
                if (!symbol.isLocal()) {
                    names.add(symbol.name());
                    Optional.ofNullable(sharedNames.get(symbol.name())).ifPresent(names::add);
                }
            }
        }
        Optional.ofNullable(dataNames.get(piece)).ifPresent(names::add);
        names.remove(name);
        return names;
    }

    private long alignment(Piece piece) {
        long alignment = piece.section().alignment();
        if (piece.start() != 0) {
            alignment = Math.min(alignment, Long.lowestOneBit(piece.start()));
        }
        return piece.role().isFunctions() ? Math.max(alignment, CODE_ALIGNMENT) : alignment;
    }

    private Part partFor(Piece piece) {
        String name = piece.section().name();
        return switch (piece.role()) {
            case CODE, NOINSTR_CODE, INIT_CODE, EXIT_CODE, TRAMPOLINES, REPLACEMENTS, CODE_FRAGMENTS -> code(".text");
            case PERCPU -> sameAs(piece.section(), ".data..percpu");
            case CONST ->
                isOrdinary(name, ".rodata")
                        ? builder.part(".rodata", Section.PROGBITS, Section.ALLOC, 0)
                        : sameAs(piece.section(), name);
            case DATA, INIT_DATA -> {
                if (piece.section().isNoBits()) {
                    yield builder.part(".bss", Section.NOBITS, Section.ALLOC | Section.WRITE, 0);
                }
                yield isOrdinary(name, ".data") || isOrdinary(name, ".bss") || isOrdinary(name, ".init.data")
                        ? builder.part(".data", Section.PROGBITS, Section.ALLOC | Section.WRITE, 0)
                        : sameAs(piece.section(), name);
            }
            case LITERALS, DEBUG_DESCRIPTORS, TABLE, UNWIND, EXPORTS, METADATA, IGNORED ->
                sameAs(piece.section(), name);
        };
    }

    /** Sections with a name of their own mean something to the loader; ".data.foo" and ".data..foo" do not. */
    private static boolean isOrdinary(String name, String kind) {
        return name.equals(kind) || name.startsWith(kind + ".");
    }

    private Part code(String name) {
        return builder.part(name, Section.PROGBITS, Section.ALLOC | Section.EXECINSTR, 0);
    }

    private Part sameAs(Section section, String name) {
        long kept = Section.ALLOC | Section.WRITE | Section.EXECINSTR;
        return builder.part(name, section.isNoBits() ? Section.NOBITS : Section.PROGBITS, section.flags() & kept, 0);
    }

    private Name symbolOf(Piece piece) {
        return place(piece).symbol();
    }

    private void bind(Piece piece, Place place) {
        for (Reference reference : post.references(piece)) {
            relocate(reference, binder.bind(reference, false), place.part(), place.offset() + reference.offset());
        }
    }

    private void relocate(Reference reference, Link link, Part part, long field) {
        long back = -reference.fieldToOrigin();
        int type = reference.type();
        if (link instanceof Link.ToNew toNew) {
            Place to = place(toNew.piece());
            long base = toNew.piece().isNamed() ? -Binder.symbolOffset(toNew.piece()) : to.offset();
            part.relocate(field, type, to.symbol(), toNew.offset() + base + back);
        } else if (link instanceof Link.ToRunning running) {
            part.relocate(field, type, undefined(running.external()), running.offset() + back);
        } else if (link instanceof Link.ToLiteral toLiteral) {
            Target.Literal literal = toLiteral.literal();
            Part copy = literalPart(literal.section());
            part.relocate(field, type, copy.start(), literalOffset(copy, literal) + back);
        } else if (link instanceof Link.ToNumber number) {
            Name absolute = undefined.computeIfAbsent("", key -> builder.absolute());
            part.relocate(field, type, absolute, number.value() + back);
        }
        // What cannot be bound is an issue of the plan.
    }

    private Name undefined(External external) {
        External key = ReplacementPlanner.key(external);
        External found = plan.externals().stream()
                .filter(candidate -> ReplacementPlanner.key(candidate).equals(key))
                .findFirst()
                .orElse(external);
        String name = Optional.ofNullable(undefinedNames.get(found)).orElse(found.name());
        return undefined.computeIfAbsent(name, builder::undefined);
    }

    private Part literalPart(Section section) {
        boolean strings = section.has(Section.STRINGS);
        String name = strings ? ".rodata.str" + section.entrySize() + ".1" : ".rodata.cst" + section.entrySize();
        long flags = Section.ALLOC | Section.MERGE | (strings ? Section.STRINGS : 0);
        return builder.part(name, Section.PROGBITS, flags, section.entrySize());
    }

    /** Constants are copied whole, so that they keep their alignment within the section. */
    private long literalOffset(Part copy, Target.Literal literal) {
        Section section = literal.section();
        if (section.has(Section.STRINGS)) {
            return strings.computeIfAbsent(literal.content(), content -> copy.append(content, section.entrySize()));
        }
        long entry = Math.max(1, section.entrySize());
        long start = Math.min(literal.offset() / entry * entry, section.size() - entry);
        long at = copy.append(section.content().slice(start, entry), section.alignment());
        return at + literal.offset() - start;
    }

    private static long tableAlignment(TableEntry entry) {
        long alignment = entry.section().alignment();
        return entry.size() % alignment == 0 ? alignment : 1;
    }

    private void addEntry(TableEntry entry) {
        // Tells where padding is. ftrace on x86 reads __mcount_loc, and the kernel itself throws this table away
        // (PATCHABLE_DISCARDS in include/asm-generic/vmlinux.lds.h, Linux 6.12).
        if (entry.table() == CodeTable.PATCHABLE_ENTRIES) {
            return;
        }
        Part part = sameAs(entry.section(), entry.section().name());
        long at = part.append(entry.section().content().slice(entry.offset(), entry.size()), tableAlignment(entry));
        Part code = part;
        long codeAt = 0;
        if (entry.table() == CodeTable.ALTERNATIVES) {
            code = code(".altinstr_replacement");
            Optional<Replacement> replacement = Replacement.of(post, entry);
            codeAt = replacement.isPresent() ? code.append(replacement.get().content(), 1) : code.size();
            part.relocate(at + REPLACEMENT_FIELD, RelocationTypes.R_X86_64_PC32, code.start(), codeAt);
        }
        for (NewEntry.Field field : NewEntry.fields(post, entry)) {
            Reference reference = field.reference();
            if (field.inReplacement()) {
                relocate(reference, binder.bind(reference, false), code, codeAt + reference.offset());
            } else {
                relocate(reference, binder.bindInEntry(reference, field.staticKey()), part, at + reference.offset());
            }
        }
    }

    /** The tables for stack unwinding are two of equal length: places, and what to do there. */
    private void addUnwind() {
        Optional<Section> places = post.object().section(".orc_unwind_ip");
        Optional<Section> rules = post.object().section(".orc_unwind");
        if (places.isEmpty() || rules.isEmpty() || places.get().size() == 0) {
            return;
        }
        int placeSize = 4;
        int ruleSize = (int) (rules.get().size() / (places.get().size() / placeSize));
        Part newPlaces = sameAs(places.get(), ".orc_unwind_ip");
        Part newRules = sameAs(rules.get(), ".orc_unwind");
        Map<Piece, List<Relocation>> byPiece = new HashMap<>();
        for (Relocation relocation : post.object().relocations(places.get())) {
            if (post.target(places.get(), relocation) instanceof Target.Inside inside
                    && this.places.containsKey(inside.piece())) {
                byPiece.computeIfAbsent(inside.piece(), piece -> new ArrayList<>())
                        .add(relocation);
            }
        }
        for (Piece piece : plan.pieces()) {
            for (Relocation relocation : byPiece.getOrDefault(piece, List.of())) {
                Target.Inside inside = (Target.Inside) post.target(places.get(), relocation);
                Place to = place(piece);
                long at = newPlaces.append(Bytes.zero(placeSize), 1);
                newPlaces.relocate(at, relocation.type(), to.part().start(), to.offset() + inside.offset());
                newRules.append(rules.get().content().slice(relocation.offset() / placeSize * ruleSize, ruleSize), 1);
            }
        }
    }

    private void addEntrySymbols() {
        Map<String, Piece> entries = new java.util.LinkedHashMap<>();
        plan.diff()
                .changed()
                .forEach(change ->
                        entries.put(ReplacementPlanner.entrySymbol(plan.unit(), change.post()), change.post()));
        plan.diff()
                .hooks()
                .forEach(hook ->
                        entries.put(ReplacementPlanner.entrySymbol(plan.unit(), hook.function()), hook.function()));
        entries.forEach((name, piece) -> {
            Place place = Objects.requireNonNull(places.get(piece));
            long symbolOffset = Binder.symbolOffset(piece);
            if (piece.role() != Role.CODE_FRAGMENTS) {
                builder.define(
                        name,
                        Binding.GLOBAL,
                        Kind.FUNCTION,
                        place.part(),
                        place.offset() + symbolOffset,
                        piece.size() - symbolOffset);
            }
        });
    }
}
