/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.hook.machine.ProcessRunner;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.hook.reconcile.InstalledUpdates;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** Verifies packages of updates before they are unpacked. Unpacking is left to dpkg's and rpm's own tools. */
public final class PackageVerifier {
    private final InstalledUpdates verifier;
    private final Path workFolder;

    /** @param workFolder where bundles lie while they are verified; only root may write there */
    public PackageVerifier(InstalledUpdates verifier, Path workFolder) {
        this.verifier = verifier;
        this.workFolder = workFolder;
    }

    /** {@return what is wrong with a package file; nothing if all its bundles are trusted} */
    public List<Issue> issues(Path file) throws IOException {
        List<Issue> issues = new ArrayList<>();
        try {
            for (Installed bundle : bundles(file)) {
                bundle.issue().ifPresent(issues::add);
            }
        } catch (RefusedException e) {
            issues.add(e.issue());
        }
        return issues;
    }

    /**
     * {@return each bundle of a package file, verified}
     *
     * @throws IOException if the package could not be looked at, through no fault of its own
     */
    public List<Installed> bundles(Path file) throws IOException, RefusedException {
        String name = file.toString();
        ProcessRunner.Reader<List<Installed>> reader = new ProcessRunner.Reader<>() {
            @Override
            public List<Installed> read(InputStream output) throws IOException, RefusedException {
                return UpdatePackage.verify(name, output, workFolder, verifier);
            }
        };
        try {
            return isRpm(file)
                    // With a file's name it would write beside the file.
                    ? ProcessRunner.read(List.of("rpm2archive", "--nocompression", "-"), file, reader)
                    : ProcessRunner.read(
                            List.of(
                                    "dpkg-deb",
                                    "--fsys-tarfile",
                                    file.toAbsolutePath().toString()),
                            reader);
        } catch (ArchiveException | ProcessRunner.FailedException e) {
            // A full disk or a missing program says nothing of the package, so it must not count as distrust.
            throw new RefusedException(
                    Issue.of(PackageIssue.PACKAGE_UNREADABLE, name, String.valueOf(e.getMessage())), e);
        }
    }

    private static boolean isRpm(Path file) {
        return file.toString().endsWith(".rpm");
    }
}
