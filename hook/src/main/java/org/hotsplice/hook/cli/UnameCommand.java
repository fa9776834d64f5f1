/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hotsplice.hook.report.Status;
import org.hotsplice.update.ExitStatus;
import picocli.CommandLine.Command;

/** The effective version. */
@Command(
        name = "uname",
        description = "Show the effective version of the running kernel: its release and the sequence number up to"
                + " which no update is missing.",
        footer = {"%nExample:%n", "  hotsplice uname"})
final class UnameCommand extends BaseCommand {
    UnameCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException {
        Status status = hotsplice().status();
        if (json()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("release", status.release());
            map.put("version", status.version());
            map.put("effective", status.effectiveRelease());
            printJson(map);
        } else {
            out().println(status.effectiveRelease());
        }
        return ExitStatus.OK.code();
    }
}
