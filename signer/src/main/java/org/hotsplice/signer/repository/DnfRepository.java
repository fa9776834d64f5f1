/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.signer.rpm.RpmDescription;
import org.hotsplice.signer.rpm.RpmIdentity;
import org.hotsplice.signer.rpm.RpmReader;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.bundle.StagedFiles;

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
    private final Consumer<String> progress;

    /**
     * @param folder the repository; made if it is not there
     * @param progress is told of each file
     */
    public DnfRepository(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
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
        List<DnfPackage> all = packages();
        Map<String, Path> additions = new TreeMap<>();
        for (Path file : packages) {
            progress.accept("checking " + file);
            additions.put(placeFor(file, all), file);
        }
        // A new key is shown when the state that it signed is in force; that there is room for it shows before.
        try (StagedFiles key = new StagedFiles()) {
            key.add(folder.resolve(KEY), identity.publicKey());
            pool.add(additions, () -> {
                addNew(additions.keySet(), all);
                byte[] page = new WebPage(KEY, ENTRY).write(listed(all), identity, at);
                pool.showPage(Path.of("repodata", WebPage.NAME));
                Path generation = new DnfGeneration(folder).write(new DnfMetadata(all).files(), page, identity, at);
                FileTree.pointLink(link, generation.getFileName());
            });
            key.commit();
        }
        FileTree.keepTwo(folder, DnfGeneration.PREFIX, link.toRealPath());
        return List.copyOf(additions.keySet());
    }

    /** Adds what came to what was read before, in the order of their places. */
    private void addNew(Set<String> places, List<DnfPackage> all) throws IOException, RefusedException {
        Set<String> known = all.stream().map(DnfPackage::place).collect(Collectors.toSet());
        for (String place : places) {
            if (!known.contains(place)) {
                all.add(read(folder.resolve(place)));
            }
        }
        all.sort(Comparator.comparing(DnfPackage::place));
    }

    private String placeFor(Path file, List<DnfPackage> present) throws IOException, RefusedException {
        RpmIdentity identity = RpmReader.describe(file).identity();
        String place = "packages/" + identity.fileName();
        Path target = folder.resolve(place);
        if (!Files.exists(target)) {
            requireHigher(identity, target, present);
        } else if (Files.mismatch(target, file) >= 0) {
            throw refused(SignerIssue.VERSION_EXISTS, target, identity.version(), identity.name());
        }
        return place;
    }

    private static void requireHigher(RpmIdentity identity, Path place, List<DnfPackage> present)
            throws RefusedException {
        DebVersion version = DebVersion.of(identity.version(), place.toString());
        for (DnfPackage one : present) {
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
            found.add(read(file));
        }
        return found;
    }

    private DnfPackage read(Path file) throws IOException, RefusedException {
        progress.accept("reading " + file);
        byte[] bytes = BoundedFiles.read(file, PackagePool.LARGEST_PACKAGE);
        RpmDescription description = RpmReader.describe(file);
        return new DnfPackage(
                folder.relativize(file).toString(), BoundedFiles.sha256(bytes), bytes.length, description);
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
