/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is known of a unit beside its objects.
 *
 * @param module whether it belongs to a module; code that only runs on removal exists in modules alone
 * @param changedLines lines of the unit's source file, with the patch, that the patch adds or deletes something at;
 *     empty where they are not known
 */
public record UnitContext(boolean module, Optional<NavigableSet<Integer>> changedLines) {
    /** Nothing is known: a module is assumed, and that each line may be changed. */
    public static final UnitContext UNKNOWN = new UnitContext(true, Optional.empty());

    public UnitContext {
        changedLines = changedLines.map(TreeSet::new);
    }

    /** {@return whether the patch may change the text between these lines, both included} */
    boolean touches(int first, int last) {
        return changedLines
                .map(lines ->
                        !lines.subSet(first, true, Math.max(first, last), true).isEmpty())
                .orElse(true);
    }
}
