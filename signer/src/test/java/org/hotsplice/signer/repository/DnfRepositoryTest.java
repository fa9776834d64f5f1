/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real dnf makes of a published repository, sound and tampered with. */
final class DnfRepositoryTest {
    private static final String NAME = "hotsplice-updates-6.1.0-47-amd64";

    // dnf knows no other clock than the machine's.
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    Path folder;

    private Path keys = Path.of("");
    private Path repository = Path.of("");

    @BeforeEach
    void makeAKey() {
        Tools.require("dnf", "rpm", "rpmbuild");
        keys = folder.resolve("keys");
        repository = folder.resolve("dnf");
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--output", keys);
    }

    private Path rpm(String version, String... ids) throws IOException, RefusedException {
        Path bundles = folder.resolve("bundles");
        List<Object> arguments = new java.util.ArrayList<>(List.of(
                "package",
                "--rpm",
                "--compression",
                "zstd",
                "--key",
                keys,
                "--package-version",
                version,
                "--output",
                folder.resolve("packages")));
        for (String id : ids) {
            Path bundle = bundles.resolve(id);
            if (!Files.exists(bundle)) {
                Samples.bundle(bundles, id);
                Command.at(NOW).ok("sign", "--key", keys, bundle);
            }
            arguments.add(bundle);
        }
        Command.at(NOW).ok(arguments.toArray());
        return folder.resolve("packages").resolve(NAME + "-" + version + "-1.x86_64.rpm");
    }

    private void publish(Instant at, Path... files) {
        List<Object> arguments = new java.util.ArrayList<>(List.of("publish", "--dnf", repository, "--key", keys));
        arguments.addAll(List.of(files));
        Command.at(at).ok(arguments.toArray());
    }

    private DnfRoot root() throws IOException {
        return new DnfRoot(folder.resolve("machine"), repository, keys.resolve("hotsplice-signing.asc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa4096"})
    void publishedPackage_installsUpgradesListsItsFixesAndGoes(String kind) throws Exception {
        FileTree.remove(keys);
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--kind", kind, "--output", keys);
        publish(NOW, rpm("1", "cve-2026-1001"));
        DnfRoot root = root();
        root.installClient();
        root.succeeds("install", NAME);
        assertTrue(Files.exists(root.updates().resolve("cve-2026-1001/manifest.json.sig")));

        publish(NOW.plusSeconds(1), rpm("2", "cve-2026-1001", "cve-2026-1002"));
        String listed = root.succeeds("--refresh", "updateinfo", "list", "--with-cve");
        assertTrue(listed.contains("CVE-2026-1002"), listed);
        root.succeeds("upgrade", "--security");
        assertTrue(Files.exists(root.updates().resolve("cve-2026-1002/cve-2026-1002-0-new.ko")));

        root.succeeds("remove", NAME);
        assertFalse(Files.exists(root.updates()));
    }

    @Test
    void tamperedPackage_isRefused() throws Exception {
        publish(NOW, rpm("1", "cve-2026-1001"));
        DnfRoot root = root();
        root.installClient();
        Path pooled = repository.resolve("packages").resolve(NAME + "-1-1.x86_64.rpm");
        byte[] bytes = Files.readAllBytes(pooled);
        bytes[bytes.length - 20] ^= 1;
        Files.write(pooled, bytes);
        assertNotEquals(0, root.dnf("install", NAME).status());
        assertFalse(Files.exists(root.updates()));
    }

    @Test
    void tamperedMetadata_isRefused() throws Exception {
        publish(NOW, rpm("1", "cve-2026-1001"));
        Path index = repository.resolve("repodata/repomd.xml");
        Files.writeString(index, Files.readString(index).replace("<revision>", "<revision>9"));
        Outcome outcome = root().dnf("makecache");
        assertNotEquals(0, outcome.status());
        assertTrue((outcome.text() + outcome.errors()).contains("GPG"), outcome.text() + outcome.errors());
    }

    @Test
    void tamperedPrimary_isRefused() throws Exception {
        publish(NOW, rpm("1", "cve-2026-1001"));
        Path primary = metadata("primary");
        byte[] bytes = Files.readAllBytes(primary);
        bytes[bytes.length / 2] ^= 1;
        Files.write(primary, bytes);
        assertNotEquals(0, root().dnf("makecache").status());
    }

    /** The signed index of one state over the package list of another. */
    @Test
    void partsOfTwoStates_areRefused() throws Exception {
        publish(NOW.minusSeconds(60), rpm("1", "cve-2026-1001"));
        byte[] old = Files.readAllBytes(metadata("primary"));
        FileTree.remove(repository);
        publish(NOW, rpm("2", "cve-2026-1001", "cve-2026-1002"));
        DnfRoot root = root();
        root.succeeds("makecache");
        Files.write(metadata("primary"), old);
        FileTree.remove(folder.resolve("machine"));
        assertNotEquals(0, root().dnf("makecache").status());
    }

    private Path metadata(String type) throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve("repodata"))) {
            return files.filter(file -> file.toString().contains("-" + type + "."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void repositorySignedByStranger_isRefused() throws Exception {
        Path file = rpm("1", "cve-2026-1001");
        Path stranger = folder.resolve("stranger");
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--output", stranger);
        Command.at(NOW).ok("publish", "--dnf", repository, "--key", stranger, file);
        assertNotEquals(0, root().dnf("makecache").status());
    }

    @Test
    void metadata_saysWhatCreaterepoSays() throws Exception {
        Tools.require("createrepo_c");
        Path file = rpm("1", "cve-2026-1001", "cve-2026-1002");
        publish(NOW, file);
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createDirectory(other.resolve("packages"));
        Files.copy(file, other.resolve("packages").resolve(file.getFileName()));
        assertEquals(0, Tools.run("createrepo_c", "-q", other.toString()).status());
        for (String type : List.of("primary", "filelists", "other")) {
            String ours = plain(new ZstdInputStream(Files.newInputStream(metadata(type))));
            String theirs;
            try (Stream<Path> files = Files.list(other.resolve("repodata"))) {
                Path found = files.filter(f -> f.toString().endsWith("-" + type + ".xml.gz"))
                        .findFirst()
                        .orElseThrow();
                theirs = plain(new GzipCompressorInputStream(Files.newInputStream(found)));
            }
            assertEquals(theirs, ours);
        }
    }

    /** Indentation and the time of a copied file say nothing. */
    private static String plain(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^ +", "")
                    .replaceAll("<time file=\"[0-9]+\"", "<time file=\"\"")
                    .strip();
        }
    }

    @Test
    void sameOrLowerVersion_isRefused() throws Exception {
        Path old = rpm("1", "cve-2026-1001");
        publish(NOW, rpm("2", "cve-2026-1001", "cve-2026-1002"));
        Command.at(NOW).refused(4, "VERSION_NOT_HIGHER", "publish", "--dnf", repository, "--key", keys, old);
        Path other = folder.resolve("again");
        Command.at(NOW)
                .ok(
                        "package",
                        "--rpm",
                        "--key",
                        keys,
                        "--package-version",
                        "2",
                        "--output",
                        other,
                        folder.resolve("bundles/cve-2026-1001"));
        Command.at(NOW)
                .refused(
                        4,
                        "VERSION_EXISTS",
                        "publish",
                        "--dnf",
                        repository,
                        "--key",
                        keys,
                        other.resolve(NAME + "-2-1.x86_64.rpm"));
    }

    @Test
    void packagesWithoutTheirRepository_areAUsageError() throws Exception {
        Path file = rpm("1", "cve-2026-1001");
        assertEquals(
                2,
                Command.at(NOW)
                        .run("publish", "--apt", folder.resolve("apt"), "--key", keys, file)
                        .status());
    }

    @Test
    void damagedPackage_isRefusedAndNothingIsPublished() throws Exception {
        byte[] start = {(byte) 0xed, (byte) 0xab, (byte) 0xee, (byte) 0xdb, 3, 0};
        Path file = Files.write(folder.resolve("broken.rpm"), start);
        Command.at(NOW).refused(4, "PACKAGE_INVALID", "publish", "--dnf", repository, "--key", keys, file);
        assertFalse(Files.exists(repository.resolve("repodata")));
    }
}
