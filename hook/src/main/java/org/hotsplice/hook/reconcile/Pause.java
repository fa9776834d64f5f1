/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.time.Duration;

/** Waits between two attempts. */
@FunctionalInterface
public interface Pause {
    /** {@return a pause that really waits} */
    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting", e);
            }
        };
    }

    void sleep(Duration duration) throws IOException;
}
