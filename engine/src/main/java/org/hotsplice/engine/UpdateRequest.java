/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.List;
import org.hotsplice.engine.patch.PatchSeries;
import org.hotsplice.update.UpdateId;

/**
 * The update that is wanted.
 *
 * @param id its name
 * @param description one line for a person
 * @param cves the CVE names that it fixes
 * @param change the change
 * @param requires updates that must be applied before it
 * @param replaces updates that it takes the place of
 */
public record UpdateRequest(
        UpdateId id,
        String description,
        List<String> cves,
        PatchSeries change,
        List<UpdateId> requires,
        List<UpdateId> replaces) {
    public UpdateRequest {
        cves = cves.stream().distinct().sorted().toList();
        requires = requires.stream().distinct().toList();
        replaces = replaces.stream().distinct().toList();
    }
}
