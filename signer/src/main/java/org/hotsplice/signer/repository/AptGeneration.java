/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.pgp.Armor;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.AtomicFile;
import org.hotsplice.update.bundle.BoundedFiles;

/** One state of a suite's indexes, in a folder of its own. */
final class AptGeneration {
    private static final int DIGITS = 16;

    private final Path dists;
    private final AptSuite suite;

    AptGeneration(Path dists, AptSuite suite) {
        this.dists = dists;
        this.suite = suite;
    }

    private String prefix() {
        return "." + suite.name() + "-";
    }

    /** Writes the indexes and their signed Release; nothing points to it yet. */
    Path write(String packages, byte[] page, SigningIdentity identity, AptRelease release)
            throws IOException, RefusedException {
        byte[] plain = AptRepository.bytes(packages);
        Map<String, byte[]> indexes = new TreeMap<>();
        String base = suite.indexFolder() + "/Packages";
        indexes.put(base, plain);
        indexes.put(base + Compression.GZIP.suffix(), Compression.GZIP.compress(plain));
        indexes.put(base + Compression.XZ.suffix(), Compression.XZ.compress(plain));
        byte[] releaseText = release.text(suite, indexes);
        byte[] inRelease = identity.clearSigned(releaseText, release.published());
        byte[] signature = Armor.of(identity.detached(releaseText, release.published()));

        Files.createDirectories(dists);
        Path target = dists.resolve(prefix() + BoundedFiles.sha256(inRelease).substring(0, DIGITS));
        Path unfinished = dists.resolve(prefix() + "unfinished");
        FileTree.remove(unfinished);
        try {
            Path byHash = unfinished.resolve(suite.indexFolder()).resolve("by-hash/SHA256");
            Files.createDirectories(byHash);
            for (Map.Entry<String, byte[]> index : indexes.entrySet()) {
                Path file = unfinished.resolve(index.getKey());
                AtomicFile.write(file, index.getValue());
                FileTree.link(file, byHash.resolve(BoundedFiles.sha256(index.getValue())));
            }
            keepCurrentByHash(byHash);
            AtomicFile.write(unfinished.resolve("Release"), releaseText);
            AtomicFile.write(unfinished.resolve("Release.gpg"), signature);
            AtomicFile.write(unfinished.resolve("InRelease"), inRelease);
            AtomicFile.write(unfinished.resolve(WebPage.NAME), page);
            // The name tells the content, so a state that is there already is this one.
            if (!Files.exists(target)) {
                Files.move(unfinished, target);
            }
        } finally {
            FileTree.remove(unfinished);
        }
        return target;
    }

    /** A reader who has the InRelease of the state before still finds its indexes by hash. */
    private void keepCurrentByHash(Path byHash) throws IOException {
        Path current = dists.resolve(suite.name()).resolve(suite.indexFolder());
        if (!Files.isDirectory(current)) {
            return;
        }
        for (String suffix : List.of("", Compression.GZIP.suffix(), Compression.XZ.suffix())) {
            Path index = current.resolve("Packages" + suffix);
            if (Files.isRegularFile(index)) {
                FileTree.link(index, byHash.resolve(BoundedFiles.sha256(Files.readAllBytes(index))));
            }
        }
    }

    /** Removes all states but this one and the one before it. */
    void removeOld(Path current) throws IOException {
        FileTree.keepTwo(dists, prefix(), current);
    }
}
