/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Rig;

/** {@code ./demo}: tells the main job on a terminal while it does it. */
public final class DemoCommand implements Story {
    private int number;
    private long stepStarted;

    private DemoCommand(int firstStep) {
        this.number = firstStep;
    }

    /** Takes the checkout and the number of the first step. */
    public static void main(String[] arguments) throws InterruptedException {
        Path checkout = Path.of(arguments[0]).toAbsolutePath();
        DemoCommand story = new DemoCommand(Integer.parseInt(arguments[1]) - 1);
        try {
            story.tell(checkout);
        } catch (IOException e) {
            System.out.println("\nThe demonstration failed: " + e.getMessage());
            System.exit(1);
        }
    }

    private void tell(Path checkout) throws IOException, InterruptedException {
        step("Looking up the kernel in the archive, and preparing a Debian root for it");
        GuestKernel kernel = GuestKernel.resolve();
        if (kernel.fallback()) {
            say("the archive has no " + GuestKernel.PREFERRED + " any more; the next one it offers is taken");
        }
        Path output = checkout.resolve("target/demo");
        Rig rig = Rig.obtain(kernel, output.resolveSibling("demo-vm"), this::say);
        say("kernel " + kernel.describe());
        new MainJob(rig, new Workshop(checkout, output, kernel), this).run();
        endStep();
        System.out.println("\nThat was the main job: a diff went in, apt brought the fix to a running stock kernel,"
                + " and took it back.\nEverything it made lies in " + output);
    }

    @Override
    public void step(String title) {
        endStep();
        number++;
        stepStarted = System.nanoTime();
        System.out.printf(Locale.ROOT, "%n== %d. %s%n", number, title);
    }

    private void endStep() {
        if (stepStarted != 0) {
            System.out.printf(Locale.ROOT, "   done in %.0f s%n", (System.nanoTime() - stepStarted) / 1e9);
        }
    }

    @Override
    public void say(String text) {
        for (String line : text.strip().split("\n", -1)) {
            System.out.println("   " + line);
        }
    }
}
