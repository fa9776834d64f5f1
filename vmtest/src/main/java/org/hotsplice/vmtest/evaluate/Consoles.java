/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.KernelLog;

/** What a dead guest's console tells. */
final class Consoles {
    private Consoles() {}

    /** {@return the first line that no sound kernel writes, or the last lines} */
    static String firstTrouble(String console) {
        List<String> problems = new KernelLog(List.of(console.split("\r?\n", -1)), 0).problems();
        return problems.isEmpty()
                ? new CommandResult(0, console).tail(3).replace('\n', ' ')
                : String.join(" | ", problems.subList(0, Math.min(2, problems.size())));
    }
}
