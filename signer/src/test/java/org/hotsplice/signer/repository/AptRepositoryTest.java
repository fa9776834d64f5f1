/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real apt makes of a published repository, sound and tampered with. */
final class AptRepositoryTest {
    private static final String NAME = "hotsplice-updates-6.1.0-47-amd64";

    // apt knows no other clock than the machine's.
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    Path folder;

    private Path keys = Path.of("");
    private Path repository = Path.of("");

    @BeforeEach
    void makeAKey() {
        Tools.require("apt-get", "dpkg", "dpkg-deb");
        keys = folder.resolve("keys");
        repository = folder.resolve("apt");
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--output", keys);
    }

    private Path deb(String version, String... ids) throws IOException, RefusedException {
        Path bundles = folder.resolve("bundles");
        Object[] arguments = new Object[ids.length + 6];
        Object[] head = {"package", "--deb", "--package-version", version, "--output", folder.resolve("packages")};
        System.arraycopy(head, 0, arguments, 0, 6);
        for (int i = 0; i < ids.length; i++) {
            Path bundle = bundles.resolve(ids[i]);
            if (!Files.exists(bundle)) {
                Samples.bundle(bundles, ids[i]);
                Command.at(NOW).ok("sign", "--key", keys, bundle);
            }
            arguments[6 + i] = bundle;
        }
        Command.at(NOW).ok(arguments);
        return folder.resolve("packages").resolve(NAME + "_" + version + "_amd64.deb");
    }

    private void publish(Instant at, Object... files) {
        Object[] arguments = new Object[files.length + 5];
        Object[] head = {"publish", "--apt", repository, "--key", keys};
        System.arraycopy(head, 0, arguments, 0, 5);
        System.arraycopy(files, 0, arguments, 5, files.length);
        Command.at(at).ok(arguments);
    }

    private AptRoot root() throws IOException {
        Path scratch = folder.resolve("scratch");
        AptRoot root = new AptRoot(folder.resolve("root"), repository, keys.resolve("hotsplice-signing.asc"));
        root.installClient(scratch);
        return root;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa4096"})
    void publishedPackage_installsUpgradesAndGoes(String kind) throws Exception {
        FileTree.remove(keys);
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--kind", kind, "--output", keys);
        publish(NOW, deb("1", "cve-2026-1001"));
        AptRoot root = root();
        root.aptSucceeds("update");
        root.aptSucceeds("install", NAME);
        assertTrue(Files.exists(root.updates().resolve("cve-2026-1001/manifest.json.sig")));

        publish(NOW.plusSeconds(1), deb("2", "cve-2026-1001", "cve-2026-1002"));
        root.aptSucceeds("update");
        root.aptSucceeds("upgrade");
        assertTrue(Files.exists(root.updates().resolve("cve-2026-1002/cve-2026-1002-0-new.ko")));

        root.aptSucceeds("remove", NAME);
        assertFalse(Files.exists(root.updates()));
    }

    @Test
    void machineThatFollowsTheNewestKernel_getsItsUpdates() throws Exception {
        Path newer = folder.resolve("newer");
        KernelIdentity kernel =
                new KernelIdentity("6.1.0-48-amd64", "#1 SMP", "x86_64", "1123456789abcdef0123456789abcdef01234567");
        Path bundle = Samples.bundle(newer, "cve-2026-1003", kernel, List.of(), List.of());
        Command.at(NOW).ok("sign", "--key", keys, bundle);
        Path packages = folder.resolve("packages");
        Command.at(NOW).ok("package", "--deb", "--package-version", "1", "--output", packages, bundle);
        Command.at(NOW).ok("meta", "--deb", "--output", packages, "6.1.0-47-amd64");
        publish(NOW.minusSeconds(60), deb("1", "cve-2026-1001"), meta("6.1.0.47"));
        AptRoot root = root();
        root.aptSucceeds("update");
        root.aptSucceeds("install", "hotsplice-latest-amd64");
        assertTrue(Files.exists(root.updates().resolve("cve-2026-1001")));

        Command.at(NOW).ok("meta", "--deb", "--output", packages, "6.1.0-48-amd64");
        publish(NOW, packages.resolve("hotsplice-updates-6.1.0-48-amd64_1_amd64.deb"), meta("6.1.0.48"));
        root.aptSucceeds("update");
        root.aptSucceeds("upgrade", "--with-new-pkgs");
        assertTrue(Files.exists(root.updates().resolveSibling("6.1.0-48-amd64/cve-2026-1003")));
    }

    private Path meta(String version) {
        return folder.resolve("packages").resolve("hotsplice-latest-amd64_" + version + "_amd64.deb");
    }

    @Test
    void tamperedPackage_isRefused() throws Exception {
        publish(NOW, deb("1", "cve-2026-1001"));
        Path pooled = pooled();
        byte[] bytes = Files.readAllBytes(pooled);
        bytes[bytes.length / 2] ^= 1;
        Files.write(pooled, bytes);
        AptRoot root = root();
        root.aptSucceeds("update");
        Outcome outcome = root.apt("install", NAME);
        assertNotEquals(0, outcome.status());
        assertTrue(outcome.errors().contains("Hash Sum mismatch"), outcome.errors());
        assertFalse(Files.exists(root.updates()));
    }

    private Path pooled() throws IOException {
        try (Stream<Path> files = Files.walk(repository.resolve("pool"))) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void tamperedRelease_isRefused() throws Exception {
        publish(NOW, deb("1", "cve-2026-1001"));
        Path inRelease = repository.resolve("dists/stable/InRelease");
        String text = Files.readString(inRelease);
        Files.writeString(inRelease, text.replace("Label: Hotsplice", "Label: hotsplice"));
        Files.delete(repository.resolve("dists/stable/Release.gpg"));
        Outcome outcome = root().apt("update");
        assertNotEquals(0, outcome.status());
        assertTrue(outcome.errors().contains("BADSIG"), outcome.errors());
    }

    @Test
    void tamperedIndex_isRefused() throws Exception {
        publish(NOW, deb("1", "cve-2026-1001"));
        try (Stream<Path> files = Files.walk(repository.resolve("dists/stable").toRealPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains("by-hash")
                        || file.getFileName().toString().startsWith("Packages")) {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[bytes.length - 1] ^= 1;
                    Files.delete(file);
                    Files.write(file, bytes);
                }
            }
        }
        assertNotEquals(0, root().apt("update").status());
    }

    @Test
    void expiredRepository_isRefused() throws Exception {
        publish(NOW.minus(Duration.ofDays(31)), deb("1", "cve-2026-1001"));
        Outcome outcome = root().apt("update");
        assertNotEquals(0, outcome.status());
        assertTrue(outcome.errors().contains("is expired"), outcome.errors());
    }

    @Test
    void repositorySignedByStranger_isRefused() throws Exception {
        Path file = deb("1", "cve-2026-1001");
        Path stranger = folder.resolve("stranger");
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--output", stranger);
        Command.at(NOW).ok("publish", "--apt", repository, "--key", stranger, file);
        Outcome outcome = root().apt("update");
        assertNotEquals(0, outcome.status());
        assertTrue(outcome.errors().contains("NO_PUBKEY"), outcome.errors());
    }

    @Test
    void olderStateOfTheRepository_doesNotReplaceTheNewer() throws Exception {
        publish(NOW.minusSeconds(60), deb("1", "cve-2026-1001"));
        Path saved = folder.resolve("saved");
        assertEquals(
                0,
                Tools.run("cp", "-a", repository.toString(), saved.toString()).status());
        publish(NOW, deb("2", "cve-2026-1001", "cve-2026-1002"));
        AptRoot root = root();
        root.aptSucceeds("update");
        FileTree.remove(repository);
        Files.move(saved, repository);
        root.apt("update");
        try (Stream<Path> lists = Files.list(root.lists())) {
            Path release = lists.filter(file -> file.toString().endsWith("InRelease"))
                    .findFirst()
                    .orElseThrow();
            // apt keeps the newer Release that it has.
            assertTrue(Files.readString(release).contains("Date: " + AptReleaseDates.text(NOW)));
        }
    }

    @Test
    void publishedAgainWithoutPackages_isValidLonger() throws Exception {
        publish(NOW.minus(Duration.ofDays(31)), deb("1", "cve-2026-1001"));
        publish(NOW);
        AptRoot root = root();
        root.aptSucceeds("update");
        root.aptSucceeds("install", NAME);
    }

    @Test
    void sameVersionWithOtherContent_isRefused() throws Exception {
        publish(NOW, deb("1", "cve-2026-1001"));
        Path other = folder.resolve("other");
        Path bundle = Samples.bundle(folder.resolve("more"), "cve-2026-1002");
        Command.at(NOW).ok("sign", "--key", keys, bundle);
        Command.at(NOW).ok("package", "--deb", "--package-version", "1", "--output", other, bundle);
        Command.at(NOW)
                .refused(
                        4,
                        "VERSION_EXISTS",
                        "publish",
                        "--apt",
                        repository,
                        "--key",
                        keys,
                        other.resolve(NAME + "_1_amd64.deb"));
    }

    @Test
    void lowerVersion_isRefused() throws Exception {
        Path old = deb("1", "cve-2026-1001");
        publish(NOW, deb("2", "cve-2026-1001", "cve-2026-1002"));
        Command.at(NOW).refused(4, "VERSION_NOT_HIGHER", "publish", "--apt", repository, "--key", keys, old);
    }

    @Test
    void publishAgain_changesNothing() throws Exception {
        Path file = deb("1", "cve-2026-1001");
        publish(NOW, file);
        byte[] before = Files.readAllBytes(repository.resolve("dists/stable/InRelease"));
        publish(NOW, file);
        assertEquals(
                new String(before, StandardCharsets.UTF_8),
                Files.readString(repository.resolve("dists/stable/InRelease")));
    }

    @Test
    void damagedPackage_isRefusedAndNothingIsPublished() throws Exception {
        Path file = folder.resolve("broken.deb");
        Files.writeString(file, "!<arch>\nnot a package");
        Command.at(NOW).refused(4, "PACKAGE_INVALID", "publish", "--apt", repository, "--key", keys, file);
        assertFalse(Files.exists(repository.resolve("dists")));
    }

    @Test
    void readerInTheMiddleOfAnUpdate_findsItsIndexesByHash() throws Exception {
        publish(NOW.minusSeconds(60), deb("1", "cve-2026-1001"));
        String before = Files.readString(repository.resolve("dists/stable/Release"));
        publish(NOW, deb("2", "cve-2026-1001", "cve-2026-1002"));
        for (String line : before.lines().filter(l -> l.startsWith(" ")).toList()) {
            String hash = line.strip().split(" ", -1)[0];
            Path index = repository
                    .resolve("dists/stable/main/binary-amd64/by-hash/SHA256")
                    .resolve(hash);
            assertTrue(Files.exists(index), line);
        }
    }

    @Test
    void publishThatFailsHalfWay_leavesTheOldStateInForce() throws Exception {
        publish(NOW.minusSeconds(60), deb("1", "cve-2026-1001"));
        String before = Files.readString(repository.resolve("dists/stable/InRelease"));
        // A file where the new generation's folder must be made stands for a full or broken disk.
        Files.writeString(repository.resolve("dists/.stable-unfinished"), "in the way");
        Path file = deb("2", "cve-2026-1001", "cve-2026-1002");
        Path generation = Files.createFile(repository.resolve("dists/.stable.link"));
        Files.delete(generation);
        Files.createDirectory(generation);
        Files.writeString(generation.resolve("in the way"), "x");
        Command.Run run = Command.at(NOW).run("publish", "--apt", repository, "--key", keys, file);
        assertEquals(1, run.status(), run.err());
        assertEquals(before, Files.readString(repository.resolve("dists/stable/InRelease")));
        AptRoot root = root();
        root.aptSucceeds("update");
        root.aptSucceeds("install", NAME + "=1");

        FileTree.remove(generation);
        publish(NOW, file);
        root.aptSucceeds("update");
        root.aptSucceeds("upgrade");
        assertTrue(Files.exists(root.updates().resolve("cve-2026-1002")));
    }

    @Test
    void twoAtOnce_secondIsToldSo() throws Exception {
        publish(NOW, deb("1", "cve-2026-1001"));
        PublishLock lock = PublishLock.take(repository);
        try {
            Command.at(NOW).refused(4, "REPOSITORY_BUSY", "publish", "--apt", repository, "--key", keys);
        } finally {
            lock.close();
        }
    }
}
