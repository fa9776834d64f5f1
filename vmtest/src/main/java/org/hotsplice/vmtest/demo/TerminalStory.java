/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.util.Locale;

/** Tells a story on a terminal, with the time that each step took. */
final class TerminalStory implements Story {
    private int number;
    private long stepStarted;

    TerminalStory(int firstStep) {
        this.number = firstStep - 1;
    }

    @Override
    public void step(String title) {
        endStep();
        number++;
        stepStarted = System.nanoTime();
        System.out.printf(Locale.ROOT, "%n== %d. %s%n", number, title);
    }

    void endStep() {
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
