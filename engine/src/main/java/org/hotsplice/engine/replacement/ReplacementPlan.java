/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.util.List;
import java.util.Set;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.update.Issue;

/**
 * What of a unit goes into the new object.
 *
 * @param diff the difference that it was made from
 * @param pieces functions and data of post that go in, in the order of post
 * @param externals what the new code refers to in the running kernel, in the order of use
 * @param redirects running functions to replace, and those to check only
 * @param hooks functions to call
 * @param globals global symbols that post adds and the new object defines, for other units
 * @param handedOut what exists only in the new code and whose address the new code gives away, as the callback of a
 *     timer or a table of operations: the kernel may still use it when the update has been reversed
 * @param addressed symbols of other units whose address the new code takes
 * @param issues what cannot be bound right
 */
public record ReplacementPlan(
        UnitDiff diff,
        List<Piece> pieces,
        List<External> externals,
        List<Redirect> redirects,
        List<PlannedHook> hooks,
        Set<String> globals,
        Set<String> handedOut,
        Set<String> addressed,
        List<Issue> issues) {
    public ReplacementPlan {
        pieces = List.copyOf(pieces);
        externals = List.copyOf(externals);
        redirects = List.copyOf(redirects);
        hooks = List.copyOf(hooks);
        globals = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(globals));
        handedOut = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(handedOut));
        addressed = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(addressed));
        issues = List.copyOf(issues);
    }

    /** {@return the unit's source file} */
    public String unit() {
        return diff.unit();
    }

    /** {@return names in pre of the functions that are replaced} */
    public List<String> redirectedFunctions() {
        return redirects.stream()
                .filter(redirect -> redirect.replacement().isPresent())
                .map(Redirect::function)
                .toList();
    }
}
