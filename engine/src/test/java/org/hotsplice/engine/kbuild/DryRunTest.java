/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.junit.jupiter.api.Test;

/** With a line as make 4.3 prints it for a unit of 6.1, shortened. */
final class DryRunTest {
    private static final String LINE =
            "set -e;  echo '  gcc-12 -Wall -DNAME='\\''\"diag\"'\\'' -c -o a/diag.o a/diag.c ;"
                    + " ./tools/objtool/objtool --orc a/diag.o';    trap 'rm -f a/diag.o; trap - HUP' HUP;"
                    + " gcc-12 -Wall -DNAME='\"diag\"' -c -o a/diag.o a/diag.c   ; ./tools/objtool/objtool --orc   a/diag.o;"
                    + " scripts/basic/fixdep a/.diag.o.d a/diag.o 'gcc-12 -Wall -DNAME='\\''\"diag\"'\\'' -c -o a/diag.o a/diag.c ;"
                    + " ./tools/objtool/objtool --orc a/diag.o' > a/.diag.o.cmd; rm -f a/.diag.o.d";

    private static Optional<List<List<String>>> steps(String object) {
        return DryRun.command(
                        new Finished(Command.in(Path.of("/"), "make"), 0, "make: a line before\n" + LINE + "\n"),
                        object)
                .map(SavedCommand::steps);
    }

    @Test
    void commandThatMakesTheObject_isTheOneOutsideOfQuotes() {
        assertEquals(
                Optional.of(List.of(List.of("gcc-12", "-Wall", "-DNAME=\"diag\"", "-c", "-o", "a/diag.o", "a/diag.c"))),
                steps("a/diag.o"));
    }

    @Test
    void objectThatIsNotPrinted_hasNone() {
        assertEquals(Optional.empty(), steps("a/other.o"));
    }
}
