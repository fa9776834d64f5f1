/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.time.Duration;
import java.util.Objects;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * All scenarios of the core in a kernel with KASAN, UBSAN, lockdep, kmemleak and fault injection. That kernel is built
 * from its source, so it runs for a person who says where that is; see kmod/test/vm/README.md.
 */
class DebugKernelIT {

    @Test
    @EnabledIfSystemProperty(
            named = "debug.kernel.source",
            matches = ".+",
            disabledReason = "the debug kernel is built from the source in -Ddebug.kernel.source=DIR")
    void everyScenario_passesWithoutAReport() throws Exception {
        String out = System.getProperty("debug.kernel.out", "target/vm/debug-kernel");
        String script = Checkout.root().resolve("kmod/test/vm/debug-kernel").toString();
        String source = Objects.requireNonNull(System.getProperty("debug.kernel.source"));
        System.out.println(Command.of(script, source, out)
                .environment("APPEND", "soak=" + Integer.getInteger("soak.pairs", 50))
                .limit(Duration.ofHours(4))
                .mustRun());
    }
}
