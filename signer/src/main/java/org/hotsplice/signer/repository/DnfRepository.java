/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.signer.rpm.RpmDescription;
import org.hotsplice.signer.rpm.RpmIdentity;
import org.hotsplice.signer.rpm.RpmReader;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.AtomicFile;
import org.hotsplice.update.bundle.BoundedFiles;

/**
 * A signed dnf repository in a folder: {@code packages/} and {@code repodata}, a symbolic link to one generation of
 * metadata. It is published in the same way as the apt repository.
 */
public final class DnfRepository {
    private static final String KEY = "hotsplice-signing-key.asc";
    private static final String ENTRY =
            """
            # /etc/yum.repos.d/hotsplice.repo
            [hotsplice]
            name=live updates for Linux kernels
            baseurl=(the address of this page)
            gpgkey=file:///etc/hotsplice/trusted.d/hotsplice-signing-key.asc
            gpgcheck=1
            repo_gpgcheck=1
            """;

    private final Path folder;

    /** @param folder the repository; made if it is not there */
    public DnfRepository(Path folder) {
        this.folder = folder;
    }

    /**
     * Adds packages and signs the new state.
     *
     * @param at when the new state is published
     * @return the packages' paths in the repository
     * @throws RefusedException if a package is not valid, its version is taken, or not higher than what is there
     */
    public List<String> publish(List<Path> packages, SigningIdentity identity, Instant at)
            throws IOException, RefusedException {
        Files.createDirectories(folder);
        PublishLock lock = PublishLock.take(folder);
        try {
            return publishAlone(packages, identity, at);
        } finally {
            lock.close();
        }
    }

    private List<String> publishAlone(List<Path> packages, SigningIdentity identity, Instant at)
            throws IOException, RefusedException {
        Path link = folder.resolve("repodata");
        PackagePool pool = new PackagePool(folder);
        pool.requireOwn(link);
        Map<String, Path> additions = new TreeMap<>();
        for (Path file : packages) {
            additions.put(placeFor(file), file);
        }
        pool.add(additions, () -> {
            List<DnfPackage> all = packages();
            byte[] page = new WebPage(KEY, ENTRY).write(listed(all), identity, at);
            AtomicFile.write(folder.resolve(KEY), identity.publicKey());
            pool.showPage(Path.of("repodata", WebPage.NAME));
            Path generation = new DnfGeneration(folder).write(new DnfMetadata(all).files(), page, identity, at);
            FileTree.pointLink(link, generation.getFileName());
        });
        FileTree.keepTwo(folder, DnfGeneration.PREFIX, link.toRealPath());
        return List.copyOf(additions.keySet());
    }

    private String placeFor(Path file) throws IOException, RefusedException {
        RpmIdentity identity = RpmReader.describe(file).identity();
        String place = "packages/" + identity.fileName();
        Path present = folder.resolve(place);
        if (!Files.exists(present)) {
            requireHigher(identity, present);
        } else if (Files.mismatch(present, file) >= 0) {
            throw refused(SignerIssue.VERSION_EXISTS, present, identity.version(), identity.name());
        }
        return place;
    }

    private void requireHigher(RpmIdentity identity, Path place) throws IOException, RefusedException {
        DebVersion version = DebVersion.of(identity.version(), place.toString());
        for (DnfPackage one : packages()) {
            RpmIdentity other = one.description().identity();
            DebVersion published = DebVersion.of(other.version(), one.place());
            boolean same =
                    other.name().equals(identity.name()) && other.architecture().equals(identity.architecture());
            if (same && version.compareTo(published) <= 0) {
                throw refused(SignerIssue.VERSION_NOT_HIGHER, place, version, identity.name(), published);
            }
        }
    }

    private List<DnfPackage> packages() throws IOException, RefusedException {
        List<DnfPackage> found = new ArrayList<>();
        for (Path file : FileTree.files(folder.resolve("packages"), ".rpm")) {
            byte[] bytes = BoundedFiles.read(file, PackagePool.LARGEST_PACKAGE);
            RpmDescription description = RpmReader.describe(file);
            found.add(new DnfPackage(
                    folder.relativize(file).toString(), BoundedFiles.sha256(bytes), bytes.length, description));
        }
        return found;
    }

    private List<Listed> listed(List<DnfPackage> packages) throws IOException, RefusedException {
        List<Listed> found = new ArrayList<>();
        for (DnfPackage one : packages) {
            RpmIdentity identity = one.description().identity();
            found.add(new Listed(
                    one.place(),
                    folder.resolve(one.place()),
                    identity.name(),
                    DebVersion.of(identity.version(), one.place()),
                    one.description().summary(),
                    one.holdsUpdates(),
                    one.unfixed()));
        }
        return found;
    }

    private static RefusedException refused(SignerIssue code, Path where, Object... parameters) {
        return new RefusedException(Issue.of(code, where.toString(), parameters));
    }
}
