/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.hook.apt.AptPackages;
import org.hotsplice.hook.machine.Ancestors;
import org.hotsplice.hook.machine.MachineIssue;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What package managers call before they unpack anything. */
@Command(
        name = "pre-install",
        hidden = true,
        description = "Verify packages of updates before they are unpacked: apt's list on the input, or the files"
                + " named.")
final class PreInstallCommand extends BaseCommand {
    /** Programs that upgrade without anybody looking, as the kernel shortens their names. */
    private static final Set<String> UNATTENDED =
            Set.of("unattended-upgr", "packagekitd", "gnome-software", "dnf-automatic");

    @Option(names = "--apt", description = "Read DPkg::Pre-Install-Pkgs, protocol version 3.")
    private boolean apt;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Packages.")
    private List<Path> files = new ArrayList<>();

    PreInstallCommand(HotspliceCommand root) {
        super(root);
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        List<Path> packages = new ArrayList<>(files);
        if (apt) {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            AptPackages.updates(input).forEach(found -> packages.add(found.file()));
        }
        if (packages.isEmpty()) {
            return ExitStatus.OK.code();
        }
        Optional<Issue> still = reasonToStandStill();
        if (still.isPresent()) {
            Words.issue(err(), still.get());
            return ExitStatus.OK.code();
        }
        boolean trusted = true;
        boolean looked = true;
        for (Path file : packages) {
            try {
                trusted &= isTrusted(file);
            } catch (IOException e) {
                // No fault of the package: to stop here would hold back every other upgrade of this machine too.
                looked = false;
                err().println("hotsplice: " + file + " was not verified (" + Words.describe(e)
                        + "); that is done again before it is applied");
            }
        }
        if (trusted) {
            return (looked ? ExitStatus.OK : ExitStatus.INTERNAL).code();
        }
        if (Ancestors.anyOf(UNATTENDED)) {
            // To end the run here would hold back every other upgrade, today and on each later run. The update is
            // refused once more when it is to be applied.
            err().println("hotsplice: the run is unattended, so it goes on; the update will not be applied");
            return ExitStatus.OK.code();
        }
        err().println("hotsplice: not unpacked. To install everything else, put the package on hold:"
                + " apt-mark hold PACKAGE");
        return ExitStatus.NOT_TRUSTED.code();
    }

    /**
     * {@return why it does not matter here what packages hold: nobody applies it, so nobody's upgrade is held back. An
     * image without a kernel is no such place, for it is to become a machine}
     */
    private Optional<Issue> reasonToStandStill() throws IOException {
        return hotsplice().reasonToStandStill().filter(issue -> issue.code() != MachineIssue.NO_KERNEL_HERE);
    }

    private boolean isTrusted(Path file) throws IOException, RefusedException {
        List<Issue> issues = hotsplice().packageVerifier().issues(file);
        for (Issue issue : issues) {
            Words.issue(err(), issue);
            remember(issue, String.valueOf(file.getFileName()));
        }
        return issues.isEmpty();
    }

    /** Whether the history can be written does not change whether a package is trusted. */
    private void remember(Issue issue, String file) {
        try {
            hotsplice().rememberRefusal(issue, file, apt ? "apt" : "package");
        } catch (IOException e) {
            err().println("hotsplice: " + Words.describe(e));
        }
    }
}
