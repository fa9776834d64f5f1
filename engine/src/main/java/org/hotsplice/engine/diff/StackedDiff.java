/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;

/**
 * What a patch changes in a unit that an earlier update has changed already. Two differences are taken: from the
 * kernel's own object, which tells where the running functions and data are, and from the object with the earlier
 * patches, which tells what this patch does. Both end at the same object, so their pieces of post are equal.
 */
public final class StackedDiff {
    /** Opcode of a near call (Intel SDM vol. 2A, CALL: E8 cd). */
    private static final int CALL = 0xe8;

    private final UnitDiff whole;
    private final UnitDiff own;
    private final List<Issue> issues;

    private StackedDiff(UnitDiff whole, UnitDiff own) {
        this.whole = whole;
        this.own = own;
        this.issues = new ArrayList<>(own.issues());
    }

    /**
     * {@return what this patch changes, in terms of the running kernel}
     *
     * @param whole from the kernel's own object to the one with all patches
     * @param own from the object with the earlier patches to the one with all
     */
    public static UnitDiff of(UnitDiff whole, UnitDiff own) {
        return new StackedDiff(whole, own).run();
    }

    private UnitDiff run() {
        List<FunctionChange> changed = changed();
        return new UnitDiff(
                whole.unit(),
                whole.pre(),
                whole.post(),
                whole.correlation(),
                whole.copies(),
                changed,
                whole.added().stream().filter(own.added()::contains).toList(),
                named(whole.removed(), own.removed()),
                whole.addedData().stream().filter(own.addedData()::contains).toList(),
                named(whole.removedData(), own.removedData()),
                earlierData(),
                hooks(),
                issues,
                own.passedOver(),
                own.notes());
    }

    /** A function may also become what the kernel has of itself; it is redirected to new code all the same. */
    private List<FunctionChange> changed() {
        Map<Piece, FunctionChange> changed = new LinkedHashMap<>();
        Set<Piece> earlier = new LinkedHashSet<>();
        for (FunctionChange change : own.changed()) {
            add(change.post(), change.reason(), changed, earlier);
        }
        Deque<Piece> open = new ArrayDeque<>(earlier);
        while (!open.isEmpty()) {
            Piece function = open.remove();
            for (Piece caller : callers(function)) {
                if (add(
                        caller,
                        "it calls '" + function.name() + "', which an earlier update added",
                        changed,
                        earlier)) {
                    open.add(caller);
                }
            }
        }
        addOtherParts(changed);
        return List.copyOf(changed.values());
    }

    /** A function and its unlikely part are replaced together. */
    private void addOtherParts(Map<Piece, FunctionChange> changed) {
        Set<String> names = changed.values().stream()
                .map(change -> Names.hot(change.name()))
                .collect(Collectors.toSet());
        for (FunctionChange change : whole.changed()) {
            if (names.contains(Names.hot(change.name()))) {
                changed.putIfAbsent(change.post(), change);
            }
        }
    }

    /** {@return whether it is a function of an earlier update, and not known yet} */
    private boolean add(Piece post, String reason, Map<Piece, FunctionChange> changed, Set<Piece> earlier) {
        Optional<Piece> running = whole.correlation().pre(post);
        if (running.isEmpty()) {
            return earlier.add(post);
        }
        changed.putIfAbsent(post, new FunctionChange(running.get(), post, reason));
        return false;
    }

    /**
     * {@return the functions that call one which an earlier update added}
     *
     * <p>Its code there is never redirected: it goes out of force with its callers. Who has its address, or jumps to it
     * and so is not on the stack while it runs, would keep the old code in use.
     */
    private List<Piece> callers(Piece function) {
        if (function.isGlobal()) {
            issues.add(refusal(function, "other units may call it"));
            return List.of();
        }
        Set<Piece> users = whole.post().users(function);
        if (users.isEmpty()) {
            issues.add(refusal(function, "it is called by no function, so none can be replaced with it"));
        }
        List<Piece> callers = new ArrayList<>();
        for (Piece user : users) {
            if (whole.post().references(user).stream()
                    .filter(reference -> reference.target() instanceof Target.Inside inside
                            && inside.piece().equals(function))
                    .allMatch(reference -> isCall(user, reference) || isPartOf(user, function))) {
                callers.add(user);
            } else {
                issues.add(refusal(function, "'" + user.name() + "' has its address or ends by a jump to it"));
            }
        }
        return callers;
    }

    private Issue refusal(Piece function, String why) {
        return Issue.of(EngineIssue.EARLIER_UPDATE, whole.unit(), function.name(), why);
    }

    private static boolean isCall(Piece user, Reference reference) {
        return reference.branch() && reference.offset() > 0 && user.content().at(reference.offset() - 1) == CALL;
    }

    /** {@return whether it is the unlikely part of the function, or the function is its unlikely part} */
    private static boolean isPartOf(Piece piece, Piece function) {
        return Names.hot(piece.name()).equals(Names.hot(function.name()));
    }

    /** {@return those of the pieces of pre that have the name of one of the others} */
    private static List<Piece> named(List<Piece> pieces, List<Piece> others) {
        Set<String> wanted = others.stream().map(Piece::name).collect(Collectors.toSet());
        return pieces.stream().filter(piece -> wanted.contains(piece.name())).toList();
    }

    private Map<Piece, String> earlierData() {
        Map<Piece, String> earlier = new LinkedHashMap<>();
        for (Piece data : whole.addedData()) {
            own.correlation()
                    .pre(data)
                    .ifPresent(applied -> earlier.put(data, AddedData.name(own.unit(), own.pre(), applied)));
        }
        return earlier;
    }

    /** Hooks of the earlier patches have been called; only those whose function is new are this patch's own. */
    private List<Hook> hooks() {
        return whole.hooks().stream()
                .filter(hook -> own.added().contains(hook.function()))
                .toList();
    }
}
