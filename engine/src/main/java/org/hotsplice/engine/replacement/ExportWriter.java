/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hotsplice.engine.diff.ObjectMap;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Role;
import org.hotsplice.engine.diff.Target;
import org.hotsplice.engine.elf.Binding;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.Kind;
import org.hotsplice.engine.elf.RelocatableBuilder;
import org.hotsplice.engine.elf.RelocatableBuilder.Name;
import org.hotsplice.engine.elf.RelocatableBuilder.Part;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;

/** Exports what the patch adds and exports; what the running kernel exports stays exported there. */
final class ExportWriter {
    private static final String STRINGS = "__ksymtab_strings";

    private final ObjectMap post;
    private final ReplacementPlan plan;
    private final RelocatableBuilder builder;
    private final Function<Piece, Name> symbols;

    ExportWriter(ReplacementPlan plan, RelocatableBuilder builder, Function<Piece, Name> symbols) {
        this.plan = plan;
        this.post = plan.diff().post();
        this.builder = builder;
        this.symbols = symbols;
    }

    void write() {
        Map<String, Section> entries = new TreeMap<>();
        for (Section section : post.object().sections()) {
            if (post.role(section) == Role.EXPORTS && section.name().startsWith("___ksymtab")) {
                entries.put(section.name(), section);
            }
        }
        entries.values().forEach(this::writeIfAdded);
    }

    private void writeIfAdded(Section section) {
        String exported = section.name().substring(section.name().indexOf('+') + 1);
        Optional<Piece> added = plan.pieces().stream()
                .filter(piece -> ReplacementPlanner.isAddedGlobal(plan.diff(), piece))
                .filter(piece -> piece.symbols().stream()
                        .anyMatch(symbol -> symbol.name().equals(exported)))
                .findFirst();
        if (added.isEmpty()) {
            return;
        }
        Part part = builder.part(section.name(), Section.PROGBITS, section.flags(), section.entrySize());
        long at = part.append(section.content(), section.alignment());
        builder.define("__ksymtab_" + exported, Binding.LOCAL, Kind.NOTYPE, part, at, 0);
        for (Relocation relocation : post.object().relocations(section)) {
            Target target = post.target(section, relocation);
            if (target instanceof Target.Inside inside) {
                part.relocate(
                        at + relocation.offset(),
                        relocation.type(),
                        Objects.requireNonNull(symbols.apply(inside.piece())),
                        0);
            } else if (relocation.symbol().placement().inSection()) {
                relocateString(part, at, relocation);
            }
        }
    }

    private void relocateString(Part part, long at, Relocation relocation) {
        Section from =
                post.object().sections().get(relocation.symbol().placement().sectionIndex());
        long offset = relocation.symbol().value() + relocation.addend();
        long end = offset;
        while (end < from.content().size() && from.content().at(end) != 0) {
            end++;
        }
        Bytes text =
                from.content().slice(offset, Math.min(end + 1, from.content().size()) - offset);
        Part strings = builder.part(STRINGS, Section.PROGBITS, Section.ALLOC | Section.MERGE | Section.STRINGS, 1);
        long copied = strings.append(text, 1);
        // The kernel's build finds the namespace and the name by these symbols.
        builder.define(relocation.symbol().name(), Binding.LOCAL, Kind.NOTYPE, strings, copied, 0);
        part.relocate(at + relocation.offset(), relocation.type(), strings.start(), copied);
    }
}
