/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.elf.ElfObject;

/** A difference as lines of text, for expected results in files and for a look from the shell. */
public final class DiffText {
    private DiffText() {}

    /** {@return the difference, a line for each finding} */
    public static List<String> lines(UnitDiff diff) {
        List<String> lines = new ArrayList<>();
        diff.changed().forEach(change -> lines.add("changed " + change.name() + ": " + change.reason()));
        diff.added().forEach(piece -> lines.add("added " + piece));
        diff.removed().forEach(piece -> lines.add("removed " + piece));
        diff.addedData().forEach(piece -> lines.add("added data " + piece));
        diff.removedData().forEach(piece -> lines.add("removed data " + piece));
        diff.hooks().forEach(hook -> lines.add("hook " + hook.kind() + " " + hook.function()));
        diff.issues().forEach(issue -> lines.add(issue.code().name() + " " + issue.message()));
        diff.notes().forEach(note -> lines.add("note " + note));
        return lines;
    }

    /** Prints the differences of pairs of files. */
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            long start = System.nanoTime();
            ElfObject pre = ElfObject.read(Path.of(arguments[i]));
            ElfObject post = ElfObject.read(Path.of(arguments[i + 1]));
            UnitDiff diff = UnitDiffer.diff("unit", pre, post);
            System.out.println("== " + arguments[i + 1] + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
            lines(diff).forEach(System.out::println);
        }
    }
}
