/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.hook.records.Event;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;

/** Finds the refusals that are new since the last result, so that the history does not repeat them at every timer. */
final class Changes {
    private Changes() {}

    static List<Event> between(Result earlier, Result now, String release, String cause) {
        List<Event> events = new ArrayList<>();
        for (UpdateRecord update : now.updates()) {
            boolean same = earlier.boot().equals(now.boot())
                    && earlier.update(update.id())
                            .filter(old -> old.standing() == update.standing()
                                    && old.code().equals(update.code()))
                            .isPresent();
            if (!same && !update.code().isEmpty() && update.standing() != Standing.OTHER_KERNEL) {
                events.add(new Event(
                        now.at(),
                        action(update.standing()),
                        update.id(),
                        release,
                        cause,
                        update.code(),
                        update.message()));
            }
        }
        return events;
    }

    private static String action(Standing standing) {
        return switch (standing) {
            case APPLIED, PENDING, REFUSED, UNTRUSTED -> "refuse";
            case HELD, REPLACED, OTHER_KERNEL -> "hold";
            case REVERSING -> "reverse-waits";
        };
    }
}
