/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.hook.Doctor;
import org.hotsplice.update.ExitStatus;
import picocli.CommandLine.Command;

/** Looks for what keeps Hotsplice from working. */
@Command(
        name = "doctor",
        description = "Look at everything that applying an update depends on, and say what is wrong and what to do.",
        footer = {"%nExample:%n", "  hotsplice doctor"})
final class DoctorCommand extends BaseCommand {
    DoctorCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException {
        List<Doctor.Finding> findings = new Doctor(hotsplice()).examine();
        boolean well = findings.stream().allMatch(Doctor.Finding::well);
        if (json()) {
            List<Object> list = new ArrayList<>();
            for (Doctor.Finding finding : findings) {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("subject", finding.subject());
                map.put("well", finding.well());
                map.put("message", finding.message());
                map.put("wayOut", finding.wayOut());
                list.add(map);
            }
            printJson(list);
        } else {
            for (Doctor.Finding finding : findings) {
                out().println((finding.well() ? "ok     " : "WRONG  ") + finding.subject() + ": " + finding.message());
                if (!finding.wayOut().isEmpty()) {
                    out().println("       way out: " + finding.wayOut());
                }
            }
        }
        return (well ? ExitStatus.OK : ExitStatus.KERNEL_REFUSED).code();
    }
}
