/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.Optional;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.replacement.ReplacementPlan;

/**
 * A unit that the patch changes, in one target.
 *
 * @param target {@code vmlinux} or the module
 * @param ref the unit as the kernel has it; empty for a unit that the patch adds
 * @param diff what changes
 * @param plan what of it becomes new code
 */
public record UnitChange(String target, Optional<ElfObject> ref, UnitDiff diff, ReplacementPlan plan) {
    /** {@return the unit's source file} */
    public String unit() {
        return diff.unit();
    }
}
