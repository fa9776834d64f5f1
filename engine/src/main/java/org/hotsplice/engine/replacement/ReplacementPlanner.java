/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.diff.FunctionChange;
import org.hotsplice.engine.diff.Hook;
import org.hotsplice.engine.diff.Names;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Reference;
import org.hotsplice.engine.diff.ShortName;
import org.hotsplice.engine.diff.TableEntries;
import org.hotsplice.engine.diff.TableEntry;
import org.hotsplice.engine.diff.Target;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.update.Issue;

/** Decides what of a unit goes into the new object: what changed or is new, and what that needs. */
public final class ReplacementPlanner {
    private final UnitDiff diff;
    private final Binder binder;
    private final TableEntries entries;
    private final Set<Piece> pieces = new LinkedHashSet<>();
    private final Deque<Piece> pending = new ArrayDeque<>();
    private final Map<External, External> externals = new LinkedHashMap<>();
    private final Set<String> handedOut = new LinkedHashSet<>();
    private final Set<String> addressed = new LinkedHashSet<>();
    private final Set<Issue> issues = new LinkedHashSet<>();

    private ReplacementPlanner(UnitDiff diff) {
        this.diff = diff;
        this.binder = new Binder(diff, replaced(diff));
        this.entries = new TableEntries(diff.post());
    }

    /** {@return the plan for this unit} */
    public static ReplacementPlan plan(UnitDiff diff) {
        return new ReplacementPlanner(diff).run();
    }

    static Set<Piece> replaced(UnitDiff diff) {
        Set<Piece> replaced = new LinkedHashSet<>();
        diff.changed().forEach(change -> replaced.add(change.post()));
        return replaced;
    }

    private ReplacementPlan run() {
        replaced(diff).forEach(this::include);
        diff.added().forEach(this::include);
        diff.hooks().forEach(hook -> include(hook.function()));
        while (!pending.isEmpty()) {
            follow(pending.remove());
        }
        List<Piece> ordered = new ArrayList<>(pieces);
        ordered.sort(Comparator.comparingInt((Piece piece) -> piece.section().index())
                .thenComparingLong(Piece::start));
        return new ReplacementPlan(
                diff,
                ordered,
                List.copyOf(externals.values()),
                redirects(),
                hooks(),
                globals(ordered),
                handedOut,
                addressed,
                List.copyOf(issues));
    }

    private void include(Piece piece) {
        if (pieces.add(piece)) {
            pending.add(piece);
        }
    }

    private void follow(Piece piece) {
        for (Reference reference : diff.post().references(piece)) {
            Link link = binder.bind(reference, false);
            follow(piece, reference, link);
            if (!reference.branch()) {
                noteAddress(piece, link);
            }
        }
        for (TableEntry entry : entries.of(piece)) {
            for (NewEntry.Field field : NewEntry.fields(diff.post(), entry)) {
                follow(
                        piece,
                        field.reference(),
                        field.inReplacement()
                                ? binder.bind(field.reference(), false)
                                : binder.bindInEntry(field.reference(), field.staticKey()));
            }
        }
    }

    private void follow(Piece user, Reference reference, Link link) {
        // The new code is far from what it leaves alone, and even from other new code.
        if (reference.implicit() && reference.width() < 4 && reference.target() instanceof Target.Inside inside) {
            issues.add(Issue.of(
                    EngineIssue.CODE_SHAPE, diff.unit(), user.name(), "a short jump to '" + inside.piece() + "'"));
        }
        if (link instanceof Link.ToNew toNew) {
            include(toNew.piece());
        } else if (link instanceof Link.ToRunning running) {
            addExternal(running.external());
        } else if (link instanceof Link.ToFreed freed) {
            issues.add(Issue.of(
                    EngineIssue.INIT_REFERENCE,
                    diff.unit(),
                    user.name(),
                    freed.piece().name()));
        } else if (link instanceof Link.ToUnnamed unnamed) {
            issues.add(
                    unnamed.function()
                            ? Issue.of(
                                    EngineIssue.CODE_SHAPE,
                                    diff.unit(),
                                    user.name(),
                                    "it refers to code without a name, '" + unnamed.place() + "'")
                            : Issue.of(EngineIssue.DATA_UNNAMED, diff.unit(), user.name(), unnamed.place()));
        }
    }

    /** Whoever got an address once may use it as long as the kernel runs, also where nobody could see it. */
    private void noteAddress(Piece user, Link link) {
        boolean operations = isOnlyNew(user) && !user.role().isFunctions() && !user.isCopied();
        if (link instanceof Link.ToNew toNew) {
            Piece piece = toNew.piece();
            boolean entry = piece.role().isFunctions() && toNew.offset() == Binder.symbolOffset(piece);
            if (entry && isOnlyNew(piece)) {
                handedOut.add(piece.name());
            }
        } else if (link instanceof Link.ToRunning running) {
            addressed.add(running.external().name());
            if (operations && running.external().function()) {
                handedOut.add(user.name());
            }
        }
    }

    private boolean isOnlyNew(Piece piece) {
        return diff.correlation().pre(piece).isEmpty();
    }

    private void addExternal(External external) {
        External key = key(external);
        External known = externals.get(key);
        if (known == null || (external.staticKey() && !known.staticKey())) {
            externals.put(key, external);
        }
    }

    /** {@return the same external for all its uses} */
    static External key(External external) {
        return new External(
                external.name(), external.scope(), external.unit(), external.function(), external.defined(), false);
    }

    private List<Redirect> redirects() {
        List<Redirect> redirects = new ArrayList<>();
        for (FunctionChange change : diff.changed()) {
            Optional<String> symbol = Names.isCold(change.name())
                    ? Optional.empty()
                    : Optional.of(entrySymbol(diff.unit(), change.post()));
            redirects.add(new Redirect(change.name(), symbol, diff.unit()));
        }
        for (Piece removed : diff.removed()) {
            redirects.add(new Redirect(removed.name(), Optional.empty(), diff.unit()));
        }
        return redirects;
    }

    private List<PlannedHook> hooks() {
        List<PlannedHook> hooks = new ArrayList<>();
        for (Hook hook : diff.hooks()) {
            hooks.add(new PlannedHook(hook.kind(), entrySymbol(diff.unit(), hook.function())));
        }
        return hooks;
    }

    /** {@return the global symbol at the entry of this function in the new object; no other unit has the same} */
    static String entrySymbol(String unit, Piece function) {
        return "hotsplice_" + ShortName.of(unit) + "_" + function.name();
    }

    private Set<String> globals(List<Piece> ordered) {
        Set<String> globals = new LinkedHashSet<>();
        for (Piece piece : ordered) {
            if (isAddedGlobal(diff, piece)) {
                piece.symbols().stream()
                        .filter(symbol -> !symbol.isLocal())
                        .map(Symbol::name)
                        .forEach(globals::add);
            }
        }
        return globals;
    }

    static boolean isAddedGlobal(UnitDiff diff, Piece piece) {
        return piece.isGlobal() && diff.correlation().pre(piece).isEmpty();
    }
}
