/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * The files of a package in a folder of their own.
 *
 * @param source the package
 * @param name the package's name
 * @param version its version
 * @param root where its files lie, as below the root of a machine
 */
public record ExtractedPackage(Path source, String name, String version, Path root) {
    /** Precedes the kernel's release in the name of its package of updates. */
    public static final String PREFIX = "hotsplice-updates-";

    /**
     * {@return the bundles in it}
     *
     * @throws RefusedException if they are not those of the one kernel that the package is named after
     */
    public List<Path> bundles() throws IOException, RefusedException {
        Path updates = root.resolve("usr/lib/hotsplice/updates");
        List<Path> releases = folders(updates);
        if (releases.size() != 1) {
            throw refused("holds updates for " + releases.size() + " kernels, not for one");
        }
        String release = releases.get(0).getFileName().toString();
        if (!name.equals(PREFIX + release) && !name.equals(PREFIX + debianName(release))) {
            throw refused("is named '" + name + "' and holds updates for '" + release + "'");
        }
        return folders(releases.get(0));
    }

    /** {@return a kernel's release as part of a Debian package's name, which knows no capitals and no underscore} */
    public static String debianName(String release) {
        return release.toLowerCase(java.util.Locale.ROOT).replace('_', '-').replace('~', '-');
    }

    private List<Path> folders(Path folder) throws IOException, RefusedException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                if (!Files.isDirectory(entry)) {
                    throw refused("holds a file where bundles should be: " + root.relativize(entry));
                }
                found.add(entry);
            }
        }
        return found;
    }

    private RefusedException refused(String reason) {
        return new RefusedException(Issue.of(SignerIssue.PACKAGE_INVALID, source.toString(), reason));
    }
}
