/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import java.util.List;

/**
 * A change of the kernel's source, and what it is made against.
 *
 * @param applied patches that earlier updates brought to the running kernel, in their order; none for a change that is
 *     made against the kernel's own source
 * @param diff the change
 */
public record PatchSeries(List<UnifiedDiff> applied, UnifiedDiff diff) {
    public PatchSeries {
        applied = List.copyOf(applied);
    }

    /** {@return a change of the kernel's own source} */
    public static PatchSeries of(UnifiedDiff diff) {
        return new PatchSeries(List.of(), diff);
    }
}
