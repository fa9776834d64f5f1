/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.hotsplice.hook.Hotsplice;
import org.hotsplice.update.RefusedException;

/**
 * The words that programs say most, understood without the command line library: building its model of all commands
 * takes several times as long as the Java runtime's own start. Anything else, however little it differs, is left to the
 * library.
 */
final class Shortcut {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Set<List<String>> STATUS =
            Set.of(List.of("status"), List.of("status", "--json"), List.of("--json", "status"));

    private Shortcut() {}

    /** {@return the exit status; empty if these are other words} */
    static OptionalInt run(List<String> words, Hotsplice hotsplice, Terminal terminal) {
        boolean json = words.contains("--json");
        Terminal asked = new Terminal(terminal.out(), terminal.err(), json);
        try {
            return understood(words, hotsplice, asked);
        } catch (RefusedException e) {
            asked.refused(e.issue());
            return OptionalInt.of(e.issue().code().exitStatus().code());
        } catch (IOException e) {
            asked.failed(e);
            return OptionalInt.of(org.hotsplice.update.ExitStatus.INTERNAL.code());
        }
    }

    private static OptionalInt understood(List<String> words, Hotsplice hotsplice, Terminal terminal)
            throws IOException, RefusedException {
        if (STATUS.contains(words)) {
            return OptionalInt.of(new StatusAction(hotsplice, terminal).run());
        }
        if (words.equals(List.of("uname"))) {
            terminal.out().println(hotsplice.status().effectiveRelease());
            return OptionalInt.of(0);
        }
        if (words.size() == 4 && words.subList(0, 3).equals(Arrays.asList("reconcile", "--from-trigger", "--cause"))) {
            return OptionalInt.of(
                    new ReconcileAction(hotsplice, terminal).runFromTrigger(words.get(3), false, PATIENCE));
        }
        if (words.size() == 3 && words.subList(0, 2).equals(Arrays.asList("reconcile", "--cause"))) {
            return OptionalInt.of(new ReconcileAction(hotsplice, terminal).run(words.get(2), false, PATIENCE));
        }
        return OptionalInt.empty();
    }
}
