/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.dwarf.DebugTypes;
import org.hotsplice.engine.dwarf.DwarfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.layout.InterfaceDiffer;
import org.hotsplice.engine.layout.LayoutChange;
import org.hotsplice.engine.layout.LayoutDiffer;
import org.hotsplice.update.Issue;

/**
 * Finds what a patch changes in one unit. Both objects are made with a section for each function and data object, by
 * the same compiler, and have been through objtool.
 */
public final class UnitDiffer {
    private final String unit;
    private final UnitContext context;
    private final ObjectMap pre;
    private final ObjectMap post;
    private final Correlation correlation;
    private final Comparer comparer;
    private final Copies copies = new Copies();
    private final List<Issue> issues = new ArrayList<>();
    private final List<Issue> passedOver = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Piece, FunctionChange> changed = new LinkedHashMap<>();

    private UnitDiffer(String unit, ElfObject pre, ElfObject post, UnitContext context) {
        this.unit = unit;
        this.context = context;
        this.pre = new ObjectMap(pre);
        this.post = new ObjectMap(post);
        this.correlation = new Correlator(this.pre, this.post).correlate();
        TableEntries preEntries = new TableEntries(this.pre);
        TableEntries postEntries = new TableEntries(this.post);
        this.comparer = new Comparer(
                this.pre,
                this.post,
                preEntries,
                postEntries,
                correlation,
                DebugLineShift.of(this.pre, this.post),
                copies);
        postEntries.unreadable().forEach(name -> issues.add(Issue.of(EngineIssue.TABLE_UNKNOWN, unit, name)));
        correlation
                .guesses()
                .forEach(guess -> issues.add(Issue.of(
                        EngineIssue.STATIC_LOCAL_AMBIGUOUS,
                        unit,
                        guess.name(),
                        guess.before() + " without the patch, " + guess.after() + " with it, and all alike")));
    }

    /** {@return the difference of this unit without and with the patch} */
    public static UnitDiff diff(String unit, ElfObject pre, ElfObject post) {
        return diff(unit, pre, post, UnitContext.UNKNOWN);
    }

    /** {@return the difference of this unit, of which more is known} */
    public static UnitDiff diff(String unit, ElfObject pre, ElfObject post, UnitContext context) {
        return new UnitDiffer(unit, pre, post, context).run();
    }

    private UnitDiff run() {
        copyChangedConstants();
        correlation.pairs().forEach(this::compare);
        GatheredEntries.changes(pre, post, comparer::difference)
                .forEach(change ->
                        issues.add(Issue.of(EngineIssue.TABLE_ENTRY_CHANGED, unit, change.section(), change.what())));
        compareLayouts();
        addHotParts();
        addColdParts();
        List<Piece> added = new ArrayList<>();
        List<Piece> addedData = new ArrayList<>();
        for (Piece piece : post.pieces()) {
            if (correlation.pre(piece).isEmpty()) {
                sort(piece, true, added, addedData);
            }
        }
        List<Piece> removed = new ArrayList<>();
        List<Piece> removedData = new ArrayList<>();
        for (Piece piece : pre.pieces()) {
            if (correlation.post(piece).isEmpty()) {
                sort(piece, false, removed, removedData);
            }
        }
        return new UnitDiff(
                unit,
                pre,
                post,
                correlation,
                copies,
                new ArrayList<>(changed.values()),
                added,
                removed,
                addedData,
                removedData,
                Map.of(),
                hooks(),
                issues,
                passedOver,
                notes);
    }

    private void copyChangedConstants() {
        correlation.pairs().forEach((from, to) -> {
            if (from.role() == Role.CONST
                    && !from.isCopied()
                    && comparer.difference(from, to).isPresent()
                    && copies.addIfSound(pre, from, post, to)) {
                notes.add("the static constant '" + from.name() + "' is replaced together with the code that reads it");
            }
        });
    }

    private void compare(Piece from, Piece to) {
        if (copies.contains(from, to) || from.role() == Role.TRAMPOLINES) {
            return;
        }
        Optional<String> difference = comparer.difference(from, to);
        if (difference.isEmpty()) {
            return;
        }
        switch (from.role()) {
            case EXIT_CODE -> {
                if (context.module()) {
                    changed.put(from, new FunctionChange(from, to, difference.get()));
                } else {
                    passOverExitCode(from.name());
                }
            }
            case CODE -> changed.put(from, new FunctionChange(from, to, difference.get()));
            case NOINSTR_CODE -> issues.add(Issue.of(EngineIssue.NOINSTR_CHANGED, unit, from.name()));
            case INIT_CODE -> addInitCodeIssue(from, to, difference.get());
            case INIT_DATA -> addInitDataIssue(from, pre, difference.get());
            case DATA, CONST, PERCPU -> addDataIssue(from, to, difference.get());
            case TRAMPOLINES,
                    CODE_FRAGMENTS,
                    REPLACEMENTS,
                    LITERALS,
                    DEBUG_DESCRIPTORS,
                    TABLE,
                    UNWIND,
                    EXPORTS,
                    METADATA,
                    IGNORED -> {
                // Compared by content where code refers to them.
            }
        }
    }

    private void compareLayouts() {
        try {
            DebugTypes before = DebugTypes.read(pre.object());
            DebugTypes after = DebugTypes.read(post.object());
            for (LayoutChange change : LayoutDiffer.diff(before, after)) {
                if (change.matters()) {
                    issues.add(Issue.of(EngineIssue.STRUCT_LAYOUT_CHANGED, unit, change.type(), change.what()));
                } else {
                    notes.add(change.type() + ": " + change.what() + "; no struct holds it");
                }
            }
            for (InterfaceDiffer.Change change : InterfaceDiffer.diff(pre.object(), before, after)) {
                issues.add(Issue.of(EngineIssue.EXPORT_CRC, unit, change.name(), change.before(), change.after()));
            }
        } catch (DwarfFormatException e) {
            issues.add(Issue.of(EngineIssue.LAYOUT_UNKNOWN, unit, String.valueOf(e.getMessage())));
        }
    }

    /**
     * Code of init has run and is gone. Where its own text changes, the patch means its effect, which is then missing;
     * where it changes only because a function is inlined into it that the patch changes, nothing is missing in a
     * running kernel.
     */
    private void addInitCodeIssue(Piece from, Piece to, String difference) {
        Issue issue = Issue.of(EngineIssue.INIT_CODE_CHANGED, unit, from.name(), difference);
        if (new FunctionLines(post.object()).isTouched(to, context)) {
            issues.add(issue);
        } else {
            passedOver.add(issue);
            notes.add("'" + from.name() + "' has run already; what is inlined into it changes, but not itself");
        }
    }

    private void passOverExitCode(String function) {
        passedOver.add(Issue.of(EngineIssue.EXIT_CODE_CHANGED, unit, function));
        notes.add("'" + function + "' would run on removal of a module and is not in the kernel");
    }

    /** What no code uses is for tracers and tools to read at start, such as the names of an enum's constants. */
    private void addInitDataIssue(Piece piece, ObjectMap map, String difference) {
        if (!map.users(piece).isEmpty()) {
            issues.add(Issue.of(EngineIssue.INIT_CODE_CHANGED, unit, piece.name(), difference));
        }
    }

    private void addDataIssue(Piece from, Piece to, String difference) {
        if (Names.isDescription(from.name())) {
            notes.add("'" + from.name() + "' describes a trace event to tools, which keep the old description");
        } else if (from.size() != to.size()) {
            issues.add(Issue.of(EngineIssue.DATA_SIZE_CHANGED, unit, from.name(), from.size(), to.size()));
        } else {
            issues.add(Issue.of(EngineIssue.DATA_CHANGED, unit, from.name(), difference));
        }
    }

    /** The unlikely part of a function is entered by jumps from the function only: both are replaced together. */
    private void addHotParts() {
        Map<String, Piece> functions = functionsByName(pre);
        for (FunctionChange change : new ArrayList<>(changed.values())) {
            if (Names.isCold(change.name())) {
                Piece hot = functions.get(Names.hot(change.name()));
                if (hot != null && correlation.post(hot).isPresent() && !changed.containsKey(hot)) {
                    changed.put(
                            hot,
                            new FunctionChange(
                                    hot, correlation.post(hot).get(), "its unlikely part changes: " + change.reason()));
                }
            }
        }
    }

    private void addColdParts() {
        Map<String, Piece> functions = functionsByName(pre);
        for (Piece cold : functions.values()) {
            if (!Names.isCold(cold.name()) || changed.containsKey(cold)) {
                continue;
            }
            Piece hot = functions.get(Names.hot(cold.name()));
            if (hot != null && changed.containsKey(hot)) {
                correlation
                        .post(cold)
                        .ifPresent(to ->
                                changed.put(cold, new FunctionChange(cold, to, "unlikely part of " + hot.name())));
            }
        }
    }

    private static Map<String, Piece> functionsByName(ObjectMap map) {
        Map<String, Piece> functions = new LinkedHashMap<>();
        for (Piece piece : map.pieces()) {
            if (piece.role().isFunctions()) {
                functions.putIfAbsent(piece.name(), piece);
            }
        }
        return functions;
    }

    private void sort(Piece piece, boolean isPost, List<Piece> functions, List<Piece> data) {
        if (Names.isMarker(piece.name())) {
            return;
        }
        switch (piece.role()) {
            case CODE, NOINSTR_CODE -> functions.add(piece);
            case EXIT_CODE -> {
                if (context.module()) {
                    functions.add(piece);
                } else {
                    passOverExitCode(piece.name());
                }
            }
            case DATA, CONST, PERCPU -> {
                if (piece.section().name().startsWith(Hook.FOREIGN_SECTION_PREFIX)) {
                    issues.add(Issue.of(
                            EngineIssue.FOREIGN_HOOK,
                            unit,
                            piece.name(),
                            piece.section().name()));
                }
                if (isPost && piece.section().name().equals("__tracepoints")) {
                    notes.add("'" + piece.name() + "' is new and cannot be enabled while it is an update");
                }
                if (!piece.isCopied()
                        && !piece.section().name().startsWith(Hook.SECTION_PREFIX)
                        && !GatheredEntries.contains(isPost ? post : pre, piece)) {
                    data.add(piece);
                }
            }
            case INIT_CODE ->
                issues.add(Issue.of(EngineIssue.INIT_CODE_CHANGED, unit, piece.name(), isPost ? "added" : "removed"));
            case INIT_DATA -> addInitDataIssue(piece, isPost ? post : pre, isPost ? "added" : "removed");
            case TRAMPOLINES,
                    CODE_FRAGMENTS,
                    REPLACEMENTS,
                    LITERALS,
                    DEBUG_DESCRIPTORS,
                    TABLE,
                    UNWIND,
                    EXPORTS,
                    METADATA,
                    IGNORED -> {
                // Goes with the code that refers to it.
            }
        }
    }

    private List<Hook> hooks() {
        List<Hook> hooks = new ArrayList<>();
        for (Section section : post.object().sections()) {
            if (!section.name().startsWith(Hook.SECTION_PREFIX)) {
                continue;
            }
            String kind = section.name().substring(Hook.SECTION_PREFIX.length());
            for (Relocation relocation : post.object().relocations(section)) {
                if (post.target(section, relocation) instanceof Target.Inside inside) {
                    hooks.add(new Hook(kind, inside.piece()));
                }
            }
        }
        return hooks;
    }
}
