/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotsplice.engine.kbuild.Unit;
import org.hotsplice.engine.match.MatchPlanner;
import org.hotsplice.engine.match.Needed;
import org.hotsplice.engine.match.PartPlan;
import org.hotsplice.engine.match.PartRequest;
import org.hotsplice.engine.match.RefUnit;
import org.hotsplice.engine.replacement.External;
import org.hotsplice.engine.replacement.Redirect;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;

/** Proves the ref objects against the kernel's own image and modules, and makes the tables of each part. */
final class MatchStage {
    private final UpdateId id;
    private final TargetImages images;
    private final Progress progress;

    /**
     * One part: a target with its changes and tables.
     *
     * @param changes the units of the target that change
     * @param plan the tables
     * @param request what they were made for
     */
    record Part(List<UnitChange> changes, PartPlan plan, PartRequest request) {}

    MatchStage(UpdateId id, TargetImages images, Progress progress) {
        this.id = id;
        this.images = images;
        this.progress = progress;
    }

    /** {@return the parts in the order in which they are loaded} */
    List<Part> run(List<UnitChange> changes) throws IOException, RefusedException {
        progress.step("matching the unpatched units with the kernel's own image");
        Set<String> addedGlobals = new TreeSet<>();
        changes.forEach(change -> addedGlobals.addAll(change.plan().globals()));
        List<Part> parts = new ArrayList<>();
        Map<String, List<UnitChange>> byTarget = byTarget(changes);
        for (String target : PartOrder.of(byTarget)) {
            List<UnitChange> ofTarget = byTarget.getOrDefault(target, List.of());
            List<RefUnit> units = ofTarget.stream()
                    .map(change -> refUnit(change, addedGlobals))
                    .toList();
            PartRequest request =
                    new PartRequest(id, parts.size(), images.of(target), images.kernel(), images.exported(), units);
            parts.add(new Part(ofTarget, MatchPlanner.plan(request), request));
        }
        return parts;
    }

    private static Map<String, List<UnitChange>> byTarget(List<UnitChange> changes) {
        Map<String, List<UnitChange>> byTarget = new TreeMap<>((one, other) -> {
            boolean first = one.equals(Unit.VMLINUX);
            boolean second = other.equals(Unit.VMLINUX);
            return first || second ? Boolean.compare(second, first) : one.compareTo(other);
        });
        changes.forEach(change -> byTarget.computeIfAbsent(change.target(), none -> new ArrayList<>())
                .add(change));
        return byTarget;
    }

    private static RefUnit refUnit(UnitChange change, Set<String> addedGlobals) {
        List<String> guarded = change.plan().redirects().stream()
                .filter(redirect -> redirect.replacement().isEmpty())
                .map(Redirect::function)
                .toList();
        Set<Needed> needed = new LinkedHashSet<>();
        for (External external : change.plan().externals()) {
            if (!isAdded(external, addedGlobals) && external.scope() != External.Scope.EARLIER) {
                needed.add(needed(external));
            }
        }
        return new RefUnit(
                change.unit(), change.ref(), change.plan().redirectedFunctions(), guarded, List.copyOf(needed));
    }

    /** What another unit's new code defines is found when the new objects are linked, or by the loader. */
    static boolean isAdded(External external, Set<String> addedGlobals) {
        return external.scope() == External.Scope.GLOBAL
                && !external.defined()
                && addedGlobals.contains(external.name());
    }

    static Needed needed(External external) {
        return new Needed(
                external.unit(), external.name(), external.scope() == External.Scope.LOCAL, external.staticKey());
    }
}
