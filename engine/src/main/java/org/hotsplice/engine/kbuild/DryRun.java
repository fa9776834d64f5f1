/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.update.RefusedException;

/** Reads from what {@code make -n} prints how kbuild would compile an object. */
final class DryRun {
    private DryRun() {}

    /** {@return the command that makes the object, if it is among the printed ones and can be replayed} */
    static Optional<SavedCommand> command(Finished printed, String object) {
        String compiling = " -c -o " + object + " ";
        for (String line : printed.lines()) {
            // The same text is there twice more, within quotes: what make echoes, and what fixdep is to save.
            for (int at = line.indexOf(compiling); at >= 0; at = line.indexOf(compiling, at + 1)) {
                Optional<SavedCommand> command = command(line, at, object);
                if (command.isPresent()) {
                    return command;
                }
            }
        }
        // The unit is then compiled without asking first, which is slower and as right.
        return Optional.empty();
    }

    private static Optional<SavedCommand> command(String line, int at, String object) {
        int start = line.lastIndexOf("; ", at);
        int end = line.indexOf(';', at);
        String text = line.substring(start < 0 ? 0 : start + 2, end < 0 ? line.length() : end);
        try {
            return Optional.of(new SavedCommand(new ShellWords(object, text.strip()).steps(), List.of()));
        } catch (RefusedException notSimple) {
            return Optional.empty();
        }
    }
}
