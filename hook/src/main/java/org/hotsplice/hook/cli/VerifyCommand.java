/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hotsplice.hook.policy.PolicyFile;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.hook.reconcile.InstalledUpdates;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Verifies bundles. */
@Command(
        name = "verify",
        description = "Verify the signatures and digests of updates: all that are installed for the running kernel, or"
                + " the bundles and packages named. Nothing is loaded.",
        footer = {"%nExamples:%n", "  hotsplice verify", "  hotsplice verify ./hotsplice-updates-*.deb"})
final class VerifyCommand extends BaseCommand {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Folders of bundles, and .deb or .rpm packages.")
    private List<Path> files = new ArrayList<>();

    VerifyCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        ExitStatus status = ExitStatus.OK;
        List<Object> results = new ArrayList<>();
        for (Installed candidate : candidates()) {
            if (candidate.issue().isPresent()) {
                status = candidate.issue().get().code().exitStatus();
            }
            if (json()) {
                results.add(Words.verdict(candidate.name(), "trusted", candidate.issue()));
            } else if (candidate.issue().isPresent()) {
                Words.issue(err(), candidate.issue().get());
            } else {
                out().println(candidate.name() + ": trusted");
            }
        }
        if (json()) {
            printJson(results);
        }
        return status.code();
    }

    private List<Installed> candidates() throws IOException, RefusedException {
        if (files.isEmpty()) {
            return hotsplice().installed(Set.of());
        }
        InstalledUpdates verifier = hotsplice()
                .installedUpdates(PolicyFile.read(hotsplice().places().policy()));
        List<Installed> found = new ArrayList<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                found.addAll(hotsplice().packageVerifier().bundles(file));
            } else {
                found.add(verifier.verify(file.toAbsolutePath().normalize()));
            }
        }
        return found;
    }
}
