/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.List;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.reconcile.Reconciler;
import org.hotsplice.hook.records.Event;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.hook.report.Status;
import org.hotsplice.update.UpdateId;

/** Prints what came of a reconciliation. */
final class Outcome {
    private final Hotsplice hotsplice;
    private final Terminal terminal;

    Outcome(Hotsplice hotsplice, Terminal terminal) {
        this.hotsplice = hotsplice;
        this.terminal = terminal;
    }

    /**
     * {@return the exit status}
     *
     * @param about the updates that the user asked for; empty for all
     */
    int print(Reconciler.Report report, List<UpdateId> about) throws IOException {
        Status status = hotsplice.status();
        if (terminal.json()) {
            terminal.printJson(status.toMap());
            return status.exitStatus().code();
        }
        for (Event event : report.events()) {
            if (event.action().equals("apply")) {
                report.result().update(event.id()).ifPresent(update -> terminal.out()
                        .println("hotsplice: applied " + describe(update)));
            } else if (event.action().equals("reverse")) {
                terminal.out().println("hotsplice: reversed " + event.id());
            }
        }
        List<String> names = about.stream().map(UpdateId::value).toList();
        for (UpdateRecord update : report.result().updates()) {
            boolean asked = names.contains(update.id()) && !update.code().isEmpty();
            if (asked || isTrouble(update)) {
                Words.trouble(terminal.err(), update);
            }
        }
        terminal.out().flush();
        terminal.err().flush();
        return status.exitStatus().code();
    }

    private static String describe(UpdateRecord update) {
        String cves = update.cves().isEmpty() ? "" : " (" + String.join(" ", update.cves()) + ")";
        String waiting =
                update.waiting().isEmpty() ? "" : ", waiting for modules: " + String.join(" ", update.waiting());
        return update.id() + cves + waiting;
    }

    /** What is for another kernel, held on purpose or replaced is no news. */
    private static boolean isTrouble(UpdateRecord update) {
        return switch (update.standing()) {
            case UNTRUSTED, PENDING -> true;
            case REFUSED, REVERSING, APPLIED, HELD, OTHER_KERNEL, REPLACED -> Status.isMissing(update);
        };
    }
}
