/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.diff.Names;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Reference;
import org.hotsplice.engine.diff.Role;
import org.hotsplice.engine.diff.Target;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.elf.Symbol;

/**
 * Decides what a field of new code refers to. A call of a function that is itself new goes to the new one. Any other
 * reference to a function of the running kernel goes to the running one, so that addresses stay comparable. Data of the
 * running kernel and of earlier updates stays the running one; strings, constants and what belongs to one place in code
 * are copied; what post adds is in the new object.
 */
final class Binder {
    private final UnitDiff diff;
    private final Set<Piece> replaced;

    /** @param replaced pieces of post that replace running code */
    Binder(UnitDiff diff, Set<Piece> replaced) {
        this.diff = diff;
        this.replaced = Set.copyOf(replaced);
    }

    /**
     * {@return what the reference becomes}
     *
     * @param reference in post
     * @param staticKey whether it is the key of a jump label
     */
    Link bind(Reference reference, boolean staticKey) {
        Target target = reference.target();
        if (target instanceof Target.Inside inside) {
            return bindInside(inside, reference.branch(), staticKey);
        }
        if (target instanceof Target.Outside outside) {
            return new Link.ToRunning(
                    new External(outside.name(), External.Scope.GLOBAL, diff.unit(), false, false, staticKey),
                    outside.offset());
        }
        if (target instanceof Target.Literal literal) {
            return new Link.ToLiteral(literal);
        }
        if (target instanceof Target.Absolute absolute) {
            return new Link.ToNumber(absolute.value());
        }
        return new Link.ToUnnamed(target.toString(), false);
    }

    /**
     * {@return what the reference of a table entry becomes}
     *
     * <p>A table names places in code: the entry of a function there is the new one, not the running one.
     */
    Link bindInEntry(Reference reference, boolean staticKey) {
        if (reference.target() instanceof Target.Inside inside && replaced.contains(inside.piece())) {
            return new Link.ToNew(inside.piece(), inside.offset());
        }
        return bind(reference, staticKey);
    }

    private Link bindInside(Target.Inside inside, boolean branch, boolean staticKey) {
        Piece piece = inside.piece();
        long fromSymbol = inside.offset() - symbolOffset(piece);
        boolean goesIn = replaced.contains(piece);
        if (goesIn && (branch || fromSymbol != 0 || Names.isCold(piece.name()))) {
            return new Link.ToNew(piece, inside.offset());
        }
        String earlier = diff.earlierData().get(piece);
        if (earlier != null) {
            External external = new External(earlier, External.Scope.EARLIER, diff.unit(), false, false, staticKey);
            return new Link.ToRunning(external, fromSymbol);
        }
        if (isNew(piece)) {
            return new Link.ToNew(piece, inside.offset());
        }
        if (piece.role() == Role.INIT_CODE || piece.role() == Role.INIT_DATA) {
            return new Link.ToFreed(piece);
        }
        Optional<Symbol> symbol = diff.correlation().pre(piece).flatMap(Piece::symbol);
        if (symbol.isEmpty()) {
            return new Link.ToUnnamed(piece.name(), piece.role().isFunctions());
        }
        External external = new External(
                symbol.get().name(),
                symbol.get().isLocal() ? External.Scope.LOCAL : External.Scope.GLOBAL,
                diff.unit(),
                piece.role().isFunctions(),
                true,
                staticKey);
        return new Link.ToRunning(external, fromSymbol);
    }

    /** {@return whether the new object needs its own of it, although it replaces nothing} */
    boolean isNew(Piece piece) {
        return diff.copies().contains(piece) || diff.correlation().pre(piece).isEmpty();
    }

    /** {@return how far from the start of its piece the symbol stands, as after a padded prefix} */
    static long symbolOffset(Piece piece) {
        return piece.symbol().map(symbol -> symbol.value() - piece.start()).orElse(0L);
    }
}
