/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.elf.Symbol;

/**
 * A function or data object of a unit: the part of a section that its symbols name. What no symbol names is a piece
 * with no symbols.
 *
 * @param section where it lies
 * @param role the section's role
 * @param start offset in the section
 * @param size in bytes, padding after it not counted
 * @param symbols all names that stand at its start, the one that it goes by first
 */
public record Piece(Section section, Role role, long start, long size, List<Symbol> symbols) {
    public Piece {
        symbols = List.copyOf(symbols);
        if (start < 0 || size < 0) {
            throw new IllegalArgumentException(section.name() + ": piece at " + start + " of " + size);
        }
    }

    /** {@return the symbol that it goes by} */
    public Optional<Symbol> symbol() {
        return symbols.stream().findFirst();
    }

    /** {@return its name, or its place where it has none} */
    public String name() {
        return symbols.isEmpty()
                ? String.format("%s+0x%x", section.name(), start)
                : symbols.get(0).name();
    }

    /** {@return whether another unit can refer to it} */
    public boolean isGlobal() {
        return symbols.stream().anyMatch(symbol -> !symbol.isLocal());
    }

    /** {@return whether a symbol names it} */
    public boolean isNamed() {
        return !symbols.isEmpty();
    }

    /** {@return the offset of the byte after it} */
    public long end() {
        return start + size;
    }

    /** {@return its bytes; empty for data that is zero} */
    public Bytes content() {
        return section.isNoBits() ? Bytes.EMPTY : section.content().slice(start, size);
    }

    /** {@return whether code brings its own copy of it, so that only the content counts} */
    public boolean isCopied() {
        return switch (role) {
            case CODE_FRAGMENTS, DEBUG_DESCRIPTORS -> true;
            case CONST -> !isNamed() || Names.isCopied(name());
            case DATA -> size == 0 || isCheckDescriptor() || (isNamed() && Names.isCopied(name()));
            case CODE,
                    NOINSTR_CODE,
                    INIT_CODE,
                    EXIT_CODE,
                    TRAMPOLINES,
                    REPLACEMENTS,
                    PERCPU,
                    INIT_DATA,
                    LITERALS,
                    TABLE,
                    UNWIND,
                    EXPORTS,
                    METADATA,
                    IGNORED -> false;
        };
    }

    /** {@return whether it tells the undefined behaviour sanitizer where in the source a check is} */
    public boolean isCheckDescriptor() {
        return section.name().startsWith(".data..Lubsan") || section.name().startsWith(".data.Lubsan");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Piece that
                && section.index() == that.section.index()
                && start == that.start
                && size == that.size
                && symbols.equals(that.symbols);
    }

    @Override
    public int hashCode() {
        return 31 * section.index() + Long.hashCode(start);
    }

    @Override
    public String toString() {
        return name();
    }
}
