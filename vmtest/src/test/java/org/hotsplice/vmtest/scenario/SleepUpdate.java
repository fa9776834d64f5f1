/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.DebianSource;
import org.hotsplice.vmtest.demo.Fix;

/** An update of a function in which a task can be kept for as long as a test likes: sleep(1) waits inside it. */
final class SleepUpdate {
    static final String ID = "nanosleep";

    private static final String FILE = "kernel/time/hrtimer.c";
    private static final String PLACE = "hrtimer_set_expires_range_ns(&t.timer, rqtp, current->timer_slack_ns);";

    private SleepUpdate() {}

    /** {@return the unsigned bundle; the change itself is of no consequence} */
    static Path create(Shop shop) throws Exception {
        DebianSource source = DebianSource.of(shop.rig().kernel(), List.of(FILE));
        Path before = source.folder().resolve(FILE);
        String text = Files.readString(before);
        String changed =
                text.replace(PLACE, PLACE + "\n\tif (rqtp < -1)\n\t\tret = 0;\n\telse\n\t\tpr_debug(\"sleeps\\n\");");
        assertNotEquals(text, changed, () -> before + " has no '" + PLACE + "'");
        Path after = Files.writeString(shop.workshop().folder().resolve("hrtimer.c"), changed);
        Path patch = Files.writeString(
                shop.workshop().folder().resolve("nanosleep.patch"), Fix.difference(FILE, before, after));
        Trees.delete(shop.workshop().bundle(ID));
        CommandResult created = shop.workshop().create(patch, ID);
        assertTrue(created.ok(), created::output);
        return shop.workshop().bundle(ID);
    }
}
