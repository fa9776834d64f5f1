/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.signer.bundle.ExtractedPackage;
import org.hotsplice.signer.bundle.SignedBundle;
import org.hotsplice.signer.deb.DebReader;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.rpm.RpmReader;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;

/**
 * A package of a repository, as people are told of it.
 *
 * @param place its path in the repository
 * @param file where it lies
 * @param name its name
 * @param version its version
 * @param summary what it is, in a few words
 * @param holdsUpdates whether it is a package of updates for one kernel
 * @param unfixed CVEs that it is said not to fix
 */
record Listed(
        String place,
        Path file,
        String name,
        DebVersion version,
        String summary,
        boolean holdsUpdates,
        List<String> unfixed) {
    Listed {
        unfixed = List.copyOf(unfixed);
    }

    /** {@return the manifests of the updates in it, the oldest first} */
    List<Manifest> manifests() throws IOException, RefusedException {
        Path folder = Files.createTempDirectory("hotsplice-sign-");
        try {
            ExtractedPackage content =
                    RpmReader.looksLikeRpm(file) ? RpmReader.extract(file, folder) : DebReader.extract(file, folder);
            List<Manifest> manifests = new ArrayList<>();
            for (Path bundle : content.bundles()) {
                manifests.add(SignedBundle.read(bundle).manifest());
            }
            manifests.sort(
                    java.util.Comparator.comparingLong(Manifest::sequence).thenComparing(Manifest::id));
            return manifests;
        } finally {
            FileTree.remove(folder);
        }
    }
}
