/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.util.Optional;
import org.hotsplice.engine.Progress;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.Assumptions;

/** Debian's kernel for tests that need a whole one; they are skipped where it is not to be had. */
public final class StockKernel {
    public static final String RELEASE = "6.1.0-47-amd64";

    private StockKernel() {}

    /**
     * {@return the kernel out of the store that commands use too}
     *
     * <p>It is prepared first where the environment has HOTSPLICE_PREPARE=1: that takes minutes and a network.
     */
    public static PreparedKernel require() throws IOException {
        KernelStore store = new KernelStore(KernelStore.usualRoot(), 2, Progress.SILENT);
        Optional<PreparedKernel> found = store.ready(RELEASE);
        String why = "the store has no prepared " + RELEASE;
        if (found.isEmpty() && "1".equals(System.getenv("HOTSPLICE_PREPARE"))) {
            try {
                found = Optional.of(store.debian(RELEASE));
            } catch (RefusedException refused) {
                why += ": " + refused.getMessage();
            }
        }
        Assumptions.assumeTrue(found.isPresent(), why);
        return found.orElseThrow();
    }
}
