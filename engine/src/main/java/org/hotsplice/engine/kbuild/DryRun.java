/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.update.RefusedException;

/** Reads from what {@code make -n} prints how kbuild would compile an object. */
final class DryRun {
    private DryRun() {}

    /** {@return the command that makes the object, if it is among the printed ones and can be replayed} */
    static Optional<SavedCommand> command(Finished printed, String object) {
        for (String line : printed.lines()) {
            // The same text comes first as what make echoes, within quotes.
            int output = line.lastIndexOf(" -c -o " + object + " ");
            if (output < 0) {
                continue;
            }
            int start = line.lastIndexOf("; ", output);
            int end = line.indexOf(';', output);
            String text = line.substring(start < 0 ? 0 : start + 2, end < 0 ? line.length() : end);
            try {
                List<List<String>> steps = new ArrayList<>(new ShellWords(object, text.strip()).steps());
                return Optional.of(new SavedCommand(steps, List.of()));
            } catch (RefusedException notSimple) {
                // The unit is then compiled without asking first, which is slower and as right.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
