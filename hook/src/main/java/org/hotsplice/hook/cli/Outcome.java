/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.reconcile.Reconciler;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.hook.records.Event;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.hook.report.Status;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.UpdateId;

/** Prints what came of a reconciliation. */
final class Outcome {
    private final Hotsplice hotsplice;
    private final Terminal terminal;

    Outcome(Hotsplice hotsplice, Terminal terminal) {
        this.hotsplice = hotsplice;
        this.terminal = terminal;
    }

    /** {@return the exit status} */
    int print(Reconciler.Report report) throws IOException {
        return print(report, List.of(), Choice.REVERSE);
    }

    /**
     * {@return the exit status}
     *
     * @param about the updates that the user asked for
     * @param choice what the user wants of them
     */
    int print(Reconciler.Report report, List<UpdateId> about, Choice choice) throws IOException {
        Status status = hotsplice.status();
        List<UpdateRecord> asked = about.stream()
                .flatMap(id -> report.result().update(id.value()).stream())
                .toList();
        int exitStatus = exitStatus(status, asked, choice).code();
        if (terminal.json()) {
            Map<String, Object> map = status.toMap();
            map.put("exitStatus", exitStatus);
            terminal.printJson(map);
            return exitStatus;
        }
        for (Event event : report.events()) {
            if (event.action().equals("apply")) {
                report.result().update(event.id()).ifPresent(update -> terminal.out()
                        .println("hotsplice: applied " + describe(update)));
            } else if (event.action().equals("reverse")) {
                terminal.out().println("hotsplice: reversed " + event.id());
            }
        }
        for (UpdateRecord update : report.result().updates()) {
            boolean tells = asked.contains(update) && !update.code().isEmpty();
            if (tells || isTrouble(update)) {
                Words.trouble(terminal.err(), update);
            }
        }
        terminal.out().flush();
        terminal.err().flush();
        return exitStatus;
    }

    /** What is held back on purpose is as it should be, but not to who asked for just that update. */
    private static ExitStatus exitStatus(Status status, List<UpdateRecord> asked, Choice choice) {
        boolean refused = choice == Choice.APPLY
                && asked.stream()
                        .anyMatch(update ->
                                update.standing() == Standing.HELD || update.standing() == Standing.OTHER_KERNEL);
        return refused && status.exitStatus() == ExitStatus.OK ? ExitStatus.REFUSED : status.exitStatus();
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
