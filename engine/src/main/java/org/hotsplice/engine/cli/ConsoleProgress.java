/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.hotsplice.engine.Progress;

/** Prints each step as it begins, with the seconds since the command began. */
final class ConsoleProgress implements Progress {
    private final PrintWriter out;
    private final long begun = System.nanoTime();

    ConsoleProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void step(String what) {
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - begun) / 1e9, what));
        out.flush();
    }

    @Override
    public synchronized void remark(String what) {
        out.println("          note: " + what);
        out.flush();
    }
}
