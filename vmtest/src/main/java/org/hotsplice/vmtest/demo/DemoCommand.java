/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Path;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Rig;

/** {@code ./demo} and {@code ./fleet-day}: tell what a machine goes through on a terminal while it happens. */
public final class DemoCommand {
    private final Path checkout;
    private final TerminalStory story;

    private DemoCommand(Path checkout, TerminalStory story) {
        this.checkout = checkout;
        this.story = story;
    }

    /** Takes the checkout, the number of the first step, and "main-job" or "fleet-day". */
    public static void main(String[] arguments) throws InterruptedException {
        DemoCommand demo = new DemoCommand(
                Path.of(arguments[0]).toAbsolutePath(), new TerminalStory(Integer.parseInt(arguments[1])));
        try {
            demo.tell(arguments[2]);
        } catch (IOException e) {
            System.out.println("\nThe demonstration failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private void tell(String what) throws IOException, InterruptedException {
        story.step("Looking up the kernel in the archive, and preparing a Debian root for it");
        GuestKernel kernel = GuestKernel.resolve();
        if (kernel.fallback()) {
            story.say("the archive has no " + GuestKernel.PREFERRED + " any more; the next one it offers is taken");
        }
        Path logs = checkout.resolve("target/demo-vm");
        Rig rig = Rig.obtain(kernel, logs, story::say);
        story.say("kernel " + kernel.describe());
        if (what.equals("fleet-day")) {
            tellFleetDay(rig, logs);
        } else {
            tellMainJob(rig);
        }
    }

    private void tellMainJob(Rig rig) throws IOException, InterruptedException {
        Path output = checkout.resolve("target/demo");
        new MainJob(rig, new Workshop(checkout, output, rig.kernel()), story).run();
        story.endStep();
        System.out.println("\nThat was the main job: a diff went in, apt brought the fix to a running stock kernel,"
                + " and took it back.\nEverything it made lies in " + output);
    }

    private void tellFleetDay(Rig rig, Path logs) throws IOException, InterruptedException {
        GuestKernel next = rig.kernel().newest();
        if (next.equals(rig.kernel())) {
            throw new IOException("the archive offers no kernel that is newer than "
                    + rig.kernel().release() + ", and the day needs two");
        }
        Rig nextRig = Rig.obtain(next, logs, story::say);
        story.say("and kernel " + next.describe());
        Path output = checkout.resolve("target/fleet-day");
        new FleetDay(rig, nextRig, new Workshop(checkout, output, rig.kernel()), story).run();
        story.endStep();
        System.out.println("\nThat was the day. Everything it made lies in " + output);
    }
}
