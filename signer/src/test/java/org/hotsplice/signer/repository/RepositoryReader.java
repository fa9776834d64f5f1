/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hotsplice.update.bundle.BoundedFiles;

/** Follows every reference in a repository's metadata, as a reader who takes all of it would. */
final class RepositoryReader {
    private static final Pattern INDEX = Pattern.compile("(?m)^ ([0-9a-f]{64}) [0-9]+ (\\S+)$");
    private static final Pattern STANZA = Pattern.compile(
            "(?s)Package: [^\n]*\nVersion: ([^\n]*)\n.*?Filename: ([^\n]*)\nSize: [0-9]+\nSHA256: ([0-9a-f]{64})");
    private static final Pattern DATA = Pattern.compile(
            "(?s)<data type=\"([a-z]+)\">\\s*<checksum type=\"sha256\">([0-9a-f]{64})</checksum>.*?href=\"([^\"]+)\"");
    private static final Pattern PACKAGE = Pattern.compile(
            "(?s)<version epoch=\"0\" ver=\"([^\"]+)\".*?pkgid=\"YES\">([0-9a-f]{64})</checksum>.*?<location href=\"([^\"]+)\"");

    private RepositoryReader() {}

    /** {@return the versions in an apt repository whose every file is there and what the metadata says} */
    static Set<String> apt(Path repository) throws IOException {
        Path suite = repository.resolve("dists/stable");
        String packages = "";
        for (MatchResult index : all(INDEX, Files.readString(suite.resolve("InRelease")))) {
            Path file = suite.resolve(index.group(2));
            assertDigest(index.group(1), file);
            assertDigest(index.group(1), file.resolveSibling("by-hash/SHA256").resolve(index.group(1)));
            if (index.group(2).endsWith("/Packages")) {
                packages = Files.readString(file);
            }
        }
        Set<String> versions = new TreeSet<>();
        for (MatchResult stanza : all(STANZA, packages)) {
            assertDigest(stanza.group(3), repository.resolve(stanza.group(2)));
            versions.add(stanza.group(1));
        }
        assertTrue(Files.isRegularFile(repository.resolve(WebPage.NAME)));
        return versions;
    }

    /** {@return the versions in a dnf repository whose every file is there and what the metadata says} */
    static Set<String> dnf(Path repository) throws IOException {
        String primary = "";
        for (MatchResult data : all(DATA, Files.readString(repository.resolve("repodata/repomd.xml")))) {
            Path file = repository.resolve(data.group(3));
            assertDigest(data.group(2), file);
            if (data.group(1).equals("primary")) {
                try (InputStream unpacked = new ZstdInputStream(Files.newInputStream(file))) {
                    primary = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        Set<String> versions = new TreeSet<>();
        for (MatchResult one : all(PACKAGE, primary)) {
            assertDigest(one.group(2), repository.resolve(one.group(3)));
            versions.add(one.group(1));
        }
        assertTrue(Files.isRegularFile(repository.resolve(WebPage.NAME)));
        return versions;
    }

    private static Iterable<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static void assertDigest(String digest, Path file) throws IOException {
        assertEquals(digest, BoundedFiles.sha256(Files.readAllBytes(file)), file::toString);
    }
}
