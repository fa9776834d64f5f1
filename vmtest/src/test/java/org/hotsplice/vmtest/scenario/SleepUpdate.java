/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.hotsplice.vmtest.demo.SmallChange;

/** The update of a function that a task can be kept in. */
final class SleepUpdate {
    static final String ID = SmallChange.NANOSLEEP.id();

    /** The function that it changes. */
    static final String FUNCTION = "hrtimer_nanosleep";

    /** Not the word alone, which the update's own name contains. */
    private static final Pattern BUSY =
            Pattern.compile("BUSY[:,] " + ID + ": .*\\bsleep\\[\\d+] in \\S*nanosleep\\S*\\+0x[0-9a-f]+");

    private SleepUpdate() {}

    /** {@return the unsigned bundle; the change itself is of no consequence} */
    static Path create(Shop shop) throws Exception {
        return SmallChange.NANOSLEEP.create(shop.workshop());
    }

    /** Demands that a refusal names the task, its number and the place where it sleeps. */
    static void assertBusyTold(String said) {
        assertTrue(BUSY.matcher(said).find(), said);
    }
}
