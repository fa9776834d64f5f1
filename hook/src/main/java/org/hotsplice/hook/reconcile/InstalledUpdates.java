/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.trust.BundleVerifier;
import org.hotsplice.update.trust.SignedManifest;
import org.hotsplice.update.trust.VerificationResult;

/** The bundles under /usr/lib/hotsplice/updates, verified. */
public final class InstalledUpdates implements UpdateSource {
    private final Path folder;
    private final BundleVerifier verifier;

    public InstalledUpdates(Path folder, BundleVerifier verifier) {
        this.folder = folder;
        this.verifier = verifier;
    }

    @Override
    public List<Installed> installed(String release) throws IOException {
        List<Installed> found = new ArrayList<>();
        for (Path bundle : folders(folder.resolve(release))) {
            found.add(verify(bundle));
        }
        return found;
    }

    /** {@return whether there is no bundle in this folder} */
    public boolean isEmpty(Path bundles) throws IOException {
        return folders(bundles).isEmpty();
    }

    /** {@return one bundle, verified} */
    public Installed verify(Path bundle) throws IOException {
        String name = bundle.getFileName().toString();
        return verifier.verify(bundle)
                .fold(
                        trusted -> Installed.trusted(
                                new TrustedUpdate(trusted.manifest(), contents(trusted), trusted.signed())),
                        rejected -> Installed.refused(name, rejected.issue()));
    }

    @Override
    public Optional<Issue> objectionTo(SignedManifest signed, String where) {
        return verifier.objectionTo(signed, where);
    }

    @Override
    public Map<String, List<String>> forOtherKernels(String release) throws IOException {
        Map<String, List<String>> others = new TreeMap<>();
        for (Path other : folders(folder)) {
            String name = other.getFileName().toString();
            if (!name.equals(release)) {
                others.put(
                        name,
                        folders(other).stream()
                                .map(bundle -> bundle.getFileName().toString())
                                .toList());
            }
        }
        return others;
    }

    private static Map<String, ByteBuffer> contents(VerificationResult.Trusted trusted) {
        Map<String, ByteBuffer> contents = new HashMap<>();
        for (BundleFile file : trusted.manifest().files()) {
            contents.put(file.name(), trusted.content(file));
        }
        return contents;
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            // dpkg unpacks with names of its own at first; names that begin with a dot are nobody's update.
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
