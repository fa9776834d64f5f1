/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.hook.report.Status;
import org.hotsplice.hook.report.StatusText;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import picocli.CommandLine.Command;

/** Says how the machine stands. */
@Command(
        name = "status",
        description = "Show the running kernel, its effective version, what is applied, and what is not and why.")
final class StatusCommand extends BaseCommand {
    StatusCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException {
        Optional<Issue> still = hotsplice().reasonToStandStill();
        if (still.isPresent() && still.get().code().exitStatus() == ExitStatus.OK) {
            return standingStill(still.get());
        }
        Status status = hotsplice().status();
        if (json()) {
            printJson(status.toMap());
        } else {
            still.ifPresent(issue -> Words.issue(out(), issue));
            print(StatusText.of(status, colours()));
        }
        return status.exitStatus().code();
    }

    private int standingStill(Issue issue) {
        if (json()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("schema", 1);
            map.put("code", issue.code().name());
            map.put("message", issue.message());
            map.put("wayOut", issue.code().wayOut());
            map.put("exitStatus", issue.code().exitStatus().code());
            printJson(map);
        } else {
            Words.issue(out(), issue);
        }
        return issue.code().exitStatus().code();
    }
}
