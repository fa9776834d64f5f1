/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.util.List;
import org.hotsplice.update.UpdateId;

/**
 * What an update is to be.
 *
 * @param id its name
 * @param description one line for a person
 * @param cves the CVE names that it fixes
 * @param tool the program that makes it, with its version
 * @param requires updates that must be applied before it
 * @param replaces updates that it takes the place of
 * @param units the units that it changes, of all targets
 * @param report the review report
 */
public record UpdateDraft(
        UpdateId id,
        String description,
        List<String> cves,
        String tool,
        List<UpdateId> requires,
        List<UpdateId> replaces,
        List<ChangedUnit> units,
        String report) {
    public UpdateDraft {
        cves = List.copyOf(cves);
        requires = List.copyOf(requires);
        replaces = List.copyOf(replaces);
        units = List.copyOf(units);
    }
}
