/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.time.Duration;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;

/** What {@code reconcile} does. */
final class ReconcileAction {
    private final Hotsplice hotsplice;
    private final Terminal terminal;

    ReconcileAction(Hotsplice hotsplice, Terminal terminal) {
        this.hotsplice = hotsplice;
        this.terminal = terminal;
    }

    /**
     * {@return the exit status}
     *
     * @param retry whether what the crash guard holds back is tried again
     */
    int run(String cause, boolean retry, Duration patience) throws IOException, RefusedException {
        return new Outcome(hotsplice, terminal).print(hotsplice.reconcile(cause, retry, patience));
    }

    /** {@return 0, whatever happens: a package manager would leave the system half-configured} */
    int runFromTrigger(String cause, boolean retry, Duration patience) {
        try {
            int unused = run(cause, retry, patience);
        } catch (RefusedException e) {
            terminal.refused(e.issue());
        } catch (IOException | RuntimeException e) {
            // Told, and tried again by the timer.
            terminal.failed(e);
        }
        return ExitStatus.OK.code();
    }
}
