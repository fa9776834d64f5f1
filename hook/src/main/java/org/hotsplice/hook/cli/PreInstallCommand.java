/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hotsplice.hook.apt.AptPackages;
import org.hotsplice.hook.machine.Ancestors;
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
        boolean trusted = true;
        for (Path file : packages) {
            for (Issue issue : hotsplice().packageVerifier().issues(file)) {
                trusted = false;
                Words.issue(err(), issue);
                hotsplice().rememberRefusal(issue, String.valueOf(file.getFileName()), apt ? "apt" : "package");
            }
        }
        if (trusted) {
            return ExitStatus.OK.code();
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
}
