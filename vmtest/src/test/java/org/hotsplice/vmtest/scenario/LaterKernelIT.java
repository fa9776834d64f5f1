/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.hotsplice.vmtest.scenario.PatchBench.UPTIME;
import static org.hotsplice.vmtest.scenario.PatchBench.showingMore;
import static org.hotsplice.vmtest.scenario.PatchBench.withCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.hotsplice.vmtest.GuestKernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stock kernel of the next long-term series that Debian 12 has, whichever is its newest one now. */
@Tag("thorough")
class LaterKernelIT {
    private static final String SERIES = "6.12";

    @Test
    void updateOfIt_isMadeAppliedAndReversed() throws Exception {
        Optional<GuestKernel> kernel = GuestKernel.ofSeries(SERIES);
        assumeTrue(kernel.isPresent(), "the archive has no kernel of " + SERIES);
        try (PatchBench bench = PatchBench.open("later-kernel", kernel.get(), List.of(UPTIME))) {
            String original = bench.text(UPTIME);
            String changed = showingMore(withCode(original, PatchBench.resource("machinery.c")), "example_show(m);");
            bench.createFrom("machinery", UPTIME, changed);
            bench.load("machinery", "apply");
            assertEquals(
                    List.of("example_show: none of 1", "key 0 call 1", "key 1 call 2", "cpu has 1", "no value"),
                    bench.linesMore());
            bench.control("machinery", "reverse");
            assertEquals(List.of(), bench.linesMore());
            bench.unload("machinery");
            bench.assertLogIsClean();
        }
    }
}
