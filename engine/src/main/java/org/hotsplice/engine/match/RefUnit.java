/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.elf.ElfObject;

/**
 * What matching has to do for one unit.
 *
 * @param unit the unit's source file
 * @param ref its object as kbuild makes it, after objtool; empty for a unit that the patch adds
 * @param redirects functions that get a replacement
 * @param guarded functions that are only looked for on stacks, such as the .cold part of a redirected one
 * @param needed what the replacement code leaves undefined
 */
public record RefUnit(
        String unit, Optional<ElfObject> ref, List<String> redirects, List<String> guarded, List<Needed> needed) {
    public RefUnit {
        redirects = List.copyOf(redirects);
        guarded = List.copyOf(guarded);
        needed = List.copyOf(needed);
    }
}
