/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.List;
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
        List<FunctionChange> changed = new ArrayList<>();
        for (FunctionChange change : own.changed()) {
            Optional<Piece> running = whole.correlation().pre(change.post());
            if (running.isPresent()) {
                changed.add(new FunctionChange(running.get(), change.post(), change.reason()));
            } else {
                issues.add(Issue.of(
                        EngineIssue.EARLIER_UPDATE, whole.unit(), change.name(), "its code cannot be redirected"));
            }
        }
        return changed;
    }

    /** {@return those of the pieces of pre that have the name of one of the others} */
    private static List<Piece> named(List<Piece> pieces, List<Piece> others) {
        Set<String> wanted = others.stream().map(Piece::name).collect(Collectors.toSet());
        return pieces.stream().filter(piece -> wanted.contains(piece.name())).toList();
    }

    private List<Piece> earlierData() {
        return whole.addedData().stream()
                .filter(data -> !own.addedData().contains(data))
                .toList();
    }

    /** Hooks of the earlier patches have been called; only those whose function is new are this patch's own. */
    private List<Hook> hooks() {
        return whole.hooks().stream()
                .filter(hook -> own.added().contains(hook.function()))
                .toList();
    }
}
