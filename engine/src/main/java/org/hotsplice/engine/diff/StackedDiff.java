/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * patches, which tells what this patch does.
 */
public final class StackedDiff {
    private final UnitDiff whole;
    private final UnitDiff own;
    private final Map<Place, Piece> places = new HashMap<>();
    private final List<Issue> issues;

    /** A place in the object with the patch, which both differences have. */
    private record Place(int section, long start) {
        static Place of(Piece piece) {
            return new Place(piece.section().index(), piece.start());
        }
    }

    private StackedDiff(UnitDiff whole, UnitDiff own) {
        this.whole = whole;
        this.own = own;
        this.issues = new ArrayList<>(own.issues());
        whole.post().pieces().forEach(piece -> places.put(Place.of(piece), piece));
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
                among(whole.added(), own.added()),
                named(whole.removed(), own.removed()),
                among(whole.addedData(), own.addedData()),
                named(whole.removedData(), own.removedData()),
                earlierData(),
                hooks(),
                issues,
                own.passedOver(),
                own.notes());
    }

    /** A function may also become what the kernel has of itself; it is redirected to new code all the same. */
    private List<FunctionChange> changed() {
        Map<Place, FunctionChange> fromRunning = new HashMap<>();
        whole.changed().forEach(change -> fromRunning.put(Place.of(change.post()), change));
        List<FunctionChange> changed = new ArrayList<>();
        for (FunctionChange change : own.changed()) {
            FunctionChange running = fromRunning.get(Place.of(change.post()));
            Optional<Piece> post = Optional.ofNullable(places.get(Place.of(change.post())));
            Optional<Piece> pre = post.flatMap(piece -> whole.correlation().pre(piece));
            if (running != null) {
                changed.add(new FunctionChange(running.pre(), running.post(), change.reason()));
            } else if (pre.isPresent()) {
                changed.add(new FunctionChange(pre.get(), post.get(), change.reason()));
            } else {
                issues.add(Issue.of(
                        EngineIssue.EARLIER_UPDATE, whole.unit(), change.name(), "its code cannot be redirected"));
            }
        }
        return changed;
    }

    /** {@return those of the pieces of post that lie where one of the others does} */
    private static List<Piece> among(List<Piece> pieces, List<Piece> others) {
        Set<Place> wanted = others.stream().map(Place::of).collect(Collectors.toSet());
        return pieces.stream().filter(piece -> wanted.contains(Place.of(piece))).toList();
    }

    /** {@return those of the pieces of pre that have the name of one of the others} */
    private static List<Piece> named(List<Piece> pieces, List<Piece> others) {
        Set<String> wanted = others.stream().map(Piece::name).collect(Collectors.toSet());
        return pieces.stream().filter(piece -> wanted.contains(piece.name())).toList();
    }

    private List<Piece> earlierData() {
        Set<Piece> earlier = new HashSet<>(whole.addedData());
        among(whole.addedData(), own.addedData()).forEach(earlier::remove);
        return List.copyOf(earlier);
    }

    /** Hooks of the earlier patches have been called; only those whose function is new are this patch's own. */
    private List<Hook> hooks() {
        Set<Place> added = own.added().stream().map(Place::of).collect(Collectors.toSet());
        return whole.hooks().stream()
                .filter(hook -> added.contains(Place.of(hook.function())))
                .toList();
    }
}
