/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.nio.file.Path;
import org.hotsplice.vmtest.demo.SmallChange;

/** The update of a function that a task can be kept in. */
final class SleepUpdate {
    static final String ID = SmallChange.NANOSLEEP.id();

    private SleepUpdate() {}

    /** {@return the unsigned bundle; the change itself is of no consequence} */
    static Path create(Shop shop) throws Exception {
        return SmallChange.NANOSLEEP.create(shop.workshop());
    }
}
