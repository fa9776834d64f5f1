/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.deb.DebControl;
import org.hotsplice.signer.deb.DebReader;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.bundle.StagedFiles;

/**
 * A signed apt repository in a folder: {@code pool/} with the packages, {@code dists/<suite>} with the indexes.
 *
 * <p>{@code dists/<suite>} is a symbolic link to one generation of indexes. A publish writes a whole new generation
 * beside it and then moves the link, so a reader sees the old state or the new one. The generation before is kept, and
 * its indexes stay reachable by their hash, for readers who are in the middle of an update.
 */
public final class AptRepository {
    private static final String KEY = "hotsplice-archive-keyring.asc";
    private static final String ENTRY =
            """
            # /etc/apt/sources.list.d/hotsplice.sources
            Types: deb
            URIs: (the address of this page)
            Suites: %s
            Components: %s
            Signed-By: /etc/hotsplice/trusted.d/hotsplice-archive-keyring.asc
            """;

    private final Path folder;
    private final AptSuite suite;
    private final Consumer<String> progress;

    /**
     * @param folder the repository; made if it is not there
     * @param progress is told of each file
     */
    public AptRepository(Path folder, AptSuite suite, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
        this.suite = suite;
    }

    /**
     * Adds packages and signs the new state.
     *
     * @return the packages' paths in the repository
     * @throws RefusedException if a package is not valid, its version is taken, or not higher than what is there
     */
    public List<String> publish(List<Path> packages, SigningIdentity identity, AptRelease release)
            throws IOException, RefusedException {
        Files.createDirectories(folder);
        PublishLock lock = PublishLock.take(folder);
        try {
            return publishAlone(packages, identity, release);
        } finally {
            lock.close();
        }
    }

    private List<String> publishAlone(List<Path> packages, SigningIdentity identity, AptRelease release)
            throws IOException, RefusedException {
        Path link = folder.resolve("dists").resolve(suite.name());
        PackagePool pool = new PackagePool(folder);
        pool.requireOwn(link);
        Map<String, Path> additions = new TreeMap<>();
        for (Path file : packages) {
            progress.accept("checking " + file);
            additions.put(placeFor(file), file);
        }
        // A new key is shown when the state that it signed is in force; that there is room for it shows before.
        try (StagedFiles key = new StagedFiles()) {
            key.add(folder.resolve(KEY), identity.publicKey());
            pool.add(additions, () -> bringInForce(link, pool, identity, release));
            key.commit();
        }
        new AptGeneration(folder.resolve("dists"), suite).removeOld(link.toRealPath());
        return List.copyOf(additions.keySet());
    }

    private void bringInForce(Path link, PackagePool pool, SigningIdentity identity, AptRelease release)
            throws IOException, RefusedException {
        List<Pooled> pooled = pooled();
        byte[] page = new WebPage(KEY, ENTRY.formatted(suite.name(), suite.component()))
                .write(listed(pooled), identity, release.published());
        pool.showPage(Path.of("dists", suite.name(), WebPage.NAME));
        Path generation =
                new AptGeneration(folder.resolve("dists"), suite).write(index(pooled), page, identity, release);
        FileTree.pointLink(link, generation.getFileName());
    }

    private String placeFor(Path file) throws IOException, RefusedException {
        if (Files.size(file) > PackagePool.LARGEST_PACKAGE) {
            throw refused(SignerIssue.PACKAGE_INVALID, file, "has more than " + PackagePool.LARGEST_PACKAGE + " bytes");
        }
        DebControl control = DebReader.read(file);
        String name = control.name() + "_" + control.version() + "_" + control.architecture() + ".deb";
        String place = "pool/" + suite.component() + "/" + control.name().charAt(0) + "/" + control.name() + "/" + name;
        Path present = folder.resolve(place);
        if (Files.exists(present) && Files.mismatch(present, file) >= 0) {
            throw refused(SignerIssue.VERSION_EXISTS, present, control.version(), control.name());
        }
        if (!Files.exists(present)) {
            requireHigher(control, present);
        }
        return place;
    }

    private static void requireHigher(DebControl control, Path place) throws IOException, RefusedException {
        Path pool = place.getParent();
        if (pool == null || !Files.isDirectory(pool)) {
            return;
        }
        try (Stream<Path> entries = Files.list(pool)) {
            for (Path entry : entries.filter(e -> e.toString().endsWith(".deb")).toList()) {
                DebControl other = DebReader.read(entry);
                DebVersion published = other.version();
                boolean same = other.name().equals(control.name())
                        && other.architecture().equals(control.architecture());
                if (same && control.version().compareTo(published) <= 0) {
                    throw refused(SignerIssue.VERSION_NOT_HIGHER, place, control.version(), control.name(), published);
                }
            }
        }
    }

    /** A package that is in the repository. */
    private record Pooled(Path file, DebControl control) {}

    private List<Pooled> pooled() throws IOException, RefusedException {
        List<Pooled> found = new ArrayList<>();
        for (Path file : FileTree.files(folder.resolve("pool").resolve(suite.component()), ".deb")) {
            progress.accept("reading " + file);
            found.add(new Pooled(file, DebReader.read(file)));
        }
        return found;
    }

    private String index(List<Pooled> packages) throws IOException, RefusedException {
        List<String> stanzas = new ArrayList<>();
        for (Pooled one : packages) {
            byte[] bytes = BoundedFiles.read(one.file(), PackagePool.LARGEST_PACKAGE);
            stanzas.add(one.control().text() + "Filename: "
                    + folder.relativize(one.file()).toString() + "\nSize: " + bytes.length + "\nSHA256: "
                    + BoundedFiles.sha256(bytes) + "\n");
        }
        return String.join("\n", stanzas);
    }

    private List<Listed> listed(List<Pooled> packages) {
        return packages.stream().map(this::listed).toList();
    }

    private Listed listed(Pooled one) {
        DebControl control = one.control();
        String summary =
                control.field("Description").orElse("").lines().findFirst().orElse("");
        List<String> unfixed =
                List.of(control.field("Hotsplice-Unfixed-Cves").orElse("").split(" ", -1));
        return new Listed(
                folder.relativize(one.file()).toString(),
                one.file(),
                control.name(),
                control.version(),
                summary,
                control.field("Hotsplice-Kernel-Release").isPresent(),
                unfixed.stream().filter(cve -> !cve.isEmpty()).toList());
    }

    /** {@return the text's bytes} */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RefusedException refused(SignerIssue code, Path where, Object... parameters) {
        return new RefusedException(Issue.of(code, where.toString(), parameters));
    }
}
