/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The dry run. */
@Command(
        name = "check",
        description = "Match installed updates with the running kernel without putting them in force: all, or those"
                + " named.",
        footer = {"%nExample:%n", "  hotsplice check && hotsplice reconcile"})
final class CheckCommand extends BaseCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameters(paramLabel = "ID", arity = "0..*", description = "The updates.")
    private List<UpdateId> ids = new ArrayList<>();

    CheckCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        ExitStatus status = ExitStatus.OK;
        List<Object> results = new ArrayList<>();
        TreeSet<String> names = ids.stream().map(UpdateId::value).collect(Collectors.toCollection(TreeSet::new));
        for (Installed candidate : hotsplice().installed(names)) {
            Optional<Issue> issue = hotsplice().check(candidate, PATIENCE);
            // That a module is not loaded is no refusal, and does not make up for one.
            if (issue.isPresent() && issue.get().code().exitStatus() != ExitStatus.OK) {
                status = issue.get().code().exitStatus();
            }
            if (json()) {
                results.add(Words.verdict(candidate.name(), "matches", issue));
            } else if (issue.isPresent()) {
                Words.issue(err(), issue.get());
            } else {
                out().println(candidate.name() + ": matches the running kernel");
            }
        }
        if (json()) {
            printJson(results);
        }
        return status.code();
    }
}
