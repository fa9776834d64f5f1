/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.policy.Policy;
import org.hotsplice.hook.report.Json;
import org.hotsplice.hook.report.OpenMetrics;
import org.hotsplice.hook.report.Status;
import org.hotsplice.hook.report.StatusText;
import org.hotsplice.update.RefusedException;

/**
 * Loads the classes that the usual words need, for the archive of classes that shortens their start; called by
 * share-classes when the client is installed. Changes nothing.
 */
final class WarmUp {
    private static final List<String> CLASSES = List.of(
            "com.sun.jna.Native",
            "org.hotsplice.hook.reconcile.Reconciler",
            "org.hotsplice.hook.reconcile.Planner",
            "org.hotsplice.hook.reconcile.ResultWriter");

    private WarmUp() {}

    static void run(Hotsplice hotsplice, Terminal terminal) throws IOException {
        for (String name : CLASSES) {
            try {
                terminal.out().println(Class.forName(name).getSimpleName());
            } catch (ClassNotFoundException e) {
                throw new IOException("the client is not complete", e);
            }
        }
        if (hotsplice.reasonToStandStill().isPresent()) {
            return;
        }
        Status status = hotsplice.status();
        terminal.print(StatusText.of(status, false) + Json.write(status.toMap()) + OpenMetrics.of(status));
        try {
            terminal.out()
                    .println(hotsplice
                            .installedUpdates(Policy.DEFAULT)
                            .isEmpty(hotsplice.places().updates()));
            terminal.out().println(hotsplice.installed(Set.of()).size());
        } catch (RefusedException e) {
            // A policy with a mistake is told by the words that people say.
            terminal.out().println(e.issue().code().name());
        }
    }
}
