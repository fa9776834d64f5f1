/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.Optional;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.hook.machine.MachineIssue;
import org.hotsplice.hook.report.Status;
import org.hotsplice.hook.report.StatusText;
import org.hotsplice.update.Issue;

/** What {@code status} does. */
final class StatusAction {
    private final Hotsplice hotsplice;
    private final Terminal terminal;

    StatusAction(Hotsplice hotsplice, Terminal terminal) {
        this.hotsplice = hotsplice;
        this.terminal = terminal;
    }

    /** {@return the exit status} */
    int run() throws IOException {
        Optional<Issue> still = hotsplice.reasonToStandStill();
        if (still.isPresent() && still.get().code() != MachineIssue.SWITCHED_OFF) {
            return standingStill(still.get());
        }
        Status status = hotsplice.status();
        if (terminal.json()) {
            terminal.printJson(status.toMap());
        } else {
            still.ifPresent(issue -> Words.issue(terminal.out(), issue));
            terminal.print(StatusText.of(status, terminal.colours()));
        }
        return status.exitStatus().code();
    }

    private int standingStill(Issue issue) {
        if (terminal.json()) {
            terminal.printJson(Words.toMap(issue));
        } else {
            Words.issue(terminal.out(), issue);
        }
        return issue.code().exitStatus().code();
    }
}
