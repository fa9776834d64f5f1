/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.nio.file.Path;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.demo.MainJob;
import org.hotsplice.vmtest.demo.Story;
import org.hotsplice.vmtest.demo.Workshop;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.Test;

/** From a diff to a running stock kernel through apt, and back, as ./demo shows it. */
class MainJobIT {
    @Test
    void realFix_isAppliedByAptAndReversedByItsRemoval() throws Exception {
        Rig rig = Rig.obtain(Path.of("target", "vm"), System.out::println);
        Path folder = Path.of("target", "main-job").toAbsolutePath();
        Workshop workshop = new Workshop(Checkout.root().toAbsolutePath(), folder, rig.kernel());
        new MainJob(rig, workshop, new Printer()).run();
    }

    /** Every step's conditions are checked by the job itself; the story helps where one fails. */
    private static final class Printer implements Story {
        @Override
        public void step(String title) {
            System.out.println("== " + title);
        }

        @Override
        public void say(String text) {
            System.out.println(text);
        }
    }
}
