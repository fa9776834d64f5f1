/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.List;
import java.util.Map;
import org.hotsplice.update.Issue;

/**
 * What the patch changes in one unit.
 *
 * @param unit its source file, relative to the kernel tree
 * @param pre without the patch
 * @param post with the patch
 * @param correlation which pieces are the same
 * @param copies constants that the new object has its own of
 * @param changed functions that differ, with all their parts
 * @param added functions that only post has
 * @param removed functions that only pre has
 * @param addedData data that only post has
 * @param removedData data that only pre has
 * @param earlierData data that only post has and an earlier update brought, each with its {@link AddedData} name
 * @param hooks functions that the patch's author wants to be called
 * @param issues what code alone cannot bring right; each refuses the update unless hooks cover it
 * @param passedOver changes of code that has run or does not exist, which are of no effect beside the others; where an
 *     update has nothing else, they are why it is refused
 * @param notes what a reviewer should know
 */
public record UnitDiff(
        String unit,
        ObjectMap pre,
        ObjectMap post,
        Correlation correlation,
        Copies copies,
        List<FunctionChange> changed,
        List<Piece> added,
        List<Piece> removed,
        List<Piece> addedData,
        List<Piece> removedData,
        Map<Piece, String> earlierData,
        List<Hook> hooks,
        List<Issue> issues,
        List<Issue> passedOver,
        List<String> notes) {
    public UnitDiff {
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        addedData = List.copyOf(addedData);
        removedData = List.copyOf(removedData);
        earlierData = Map.copyOf(earlierData);
        hooks = List.copyOf(hooks);
        issues = List.copyOf(issues);
        passedOver = List.copyOf(passedOver);
        notes = List.copyOf(notes);
    }

    /**
     * {@return whether the patch changes nothing here that the running kernel could notice}
     *
     * <p>Data or functions that come or go alone are used by no code that runs.
     */
    public boolean isEmpty() {
        return changed.isEmpty() && added.isEmpty() && hooks.isEmpty() && issues.isEmpty();
    }
}
