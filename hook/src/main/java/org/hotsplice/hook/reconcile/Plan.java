/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.util.List;
import java.util.Map;
import org.hotsplice.update.Issue;
import org.hotsplice.update.UpdateId;

/**
 * What is to be done.
 *
 * @param reverse what has to go, the newest first
 * @param apply what has to be in force, the oldest first; what is in force already is among it
 * @param held what is not applied, with the reason, by id
 */
record Plan(List<UpdateId> reverse, List<Step> apply, Map<String, Issue> held) {
    /**
     * One update to be applied.
     *
     * @param update the update
     * @param replace updates that are reversed in the same freeze
     */
    record Step(TrustedUpdate update, List<UpdateId> replace) {}
}
