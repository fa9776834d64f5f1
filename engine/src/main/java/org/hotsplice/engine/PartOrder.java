/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.replacement.External;

/**
 * The order in which the new modules of an update's targets are loaded: as the targets are named, but after those whose
 * added functions and data they use.
 */
final class PartOrder {
    private final Map<String, List<UnitChange>> byTarget;
    private final Map<String, String> definers = new HashMap<>();
    private final Set<String> ordered = new LinkedHashSet<>();
    private final Set<String> entered = new TreeSet<>();

    private PartOrder(Map<String, List<UnitChange>> byTarget) {
        this.byTarget = byTarget;
        byTarget.forEach((target, changes) -> changes.forEach(
                change -> change.plan().globals().forEach(global -> definers.putIfAbsent(global, target))));
    }

    /** {@return the targets in their order} */
    static List<String> of(Map<String, List<UnitChange>> byTarget) {
        PartOrder order = new PartOrder(byTarget);
        byTarget.keySet().forEach(order::place);
        return new ArrayList<>(order.ordered);
    }

    private void place(String target) {
        // A circle of modules cannot be loaded in any order; the kernel has none.
        if (!entered.add(target)) {
            return;
        }
        for (UnitChange change : byTarget.getOrDefault(target, List.of())) {
            for (External external : change.plan().externals()) {
                String definer = definers.get(external.name());
                if (definer != null && !definer.equals(target) && MatchStage.isAdded(external, definers.keySet())) {
                    place(definer);
                }
            }
        }
        ordered.add(target);
    }
}
