/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.time.Duration;

/** A moment that several steps of one operation share as their limit. */
record Deadline(long nanoTime) {
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** {@return the time that is left; negative where it is over} */
    Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    boolean over() {
        return left().isNegative();
    }
}
