/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.List;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.update.UpdateId;

/**
 * The update that is wanted.
 *
 * @param id its name
 * @param description one line for a person
 * @param cves the CVE names that it fixes
 * @param diff the change
 */
public record UpdateRequest(UpdateId id, String description, List<String> cves, UnifiedDiff diff) {
    public UpdateRequest {
        cves = cves.stream().distinct().sorted().toList();
    }
}
