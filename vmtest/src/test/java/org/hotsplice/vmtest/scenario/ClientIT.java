/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.demo.Machine;
import org.junit.jupiter.api.Test;

/** The client's packages on a machine that has no update. */
class ClientIT {
    @Test
    void clientWithoutUpdates_isInstalledReportsAndPurgesCleanly() throws Exception {
        Shop shop = Shop.open("client");
        Machine machine = shop.machine("client");
        try (var vm = machine.vm()) {
            assertTrue(vm.run("dpkg -l hotsplice").output().contains("ii  hotsplice"));
            CommandResult status = vm.run("hotsplice status");
            assertEquals(0, status.status(), status::output);
            assertTrue(status.output().contains(shop.rig().kernel().release()), status::output);
            vm.mustRun("apt-get -q -y purge 'hotsplice*'");
            assertEquals("", vm.run("dpkg -l | grep hotsplice").output());
            assertEquals(List.of(), vm.kernelLog().problems());
        }
    }
}
