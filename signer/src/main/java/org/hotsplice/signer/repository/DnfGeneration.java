/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.pgp.Armor;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.AtomicFile;
import org.hotsplice.update.bundle.BoundedFiles;

/** One state of a dnf repository's metadata, in a folder of its own. */
final class DnfGeneration {
    static final String PREFIX = ".repodata-";

    private static final int DIGITS = 16;
    private static final Pattern LOCATION = Pattern.compile("href=\"repodata/([0-9a-f]{64}-[a-z]+\\.xml\\.zst)\"");

    private final Path folder;

    DnfGeneration(Path folder) {
        this.folder = folder;
    }

    /** Writes the metadata and its signed repomd.xml; nothing points to it yet. */
    Path write(Map<String, byte[]> files, byte[] page, SigningIdentity identity, Instant at)
            throws IOException, RefusedException {
        Path unfinished = folder.resolve(PREFIX + "unfinished");
        FileTree.remove(unfinished);
        try {
            Files.createDirectories(unfinished);
            XmlText index = new XmlText();
            index.start(
                            "repomd",
                            "xmlns",
                            "http://linux.duke.edu/metadata/repo",
                            "xmlns:rpm",
                            "http://linux.duke.edu/metadata/rpm")
                    .element("revision", Long.toString(at.getEpochSecond()));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                data(index, unfinished, file.getKey(), file.getValue(), at);
            }
            byte[] text = index.end().toBytes();
            AtomicFile.write(unfinished.resolve("repomd.xml"), text);
            AtomicFile.write(unfinished.resolve("repomd.xml.asc"), Armor.of(identity.detached(text, at)));
            AtomicFile.write(unfinished.resolve("repomd.xml.key"), identity.publicKey());
            AtomicFile.write(unfinished.resolve(WebPage.NAME), page);
            keepCurrent(unfinished);
            Path target = folder.resolve(PREFIX + BoundedFiles.sha256(text).substring(0, DIGITS));
            // The name tells the content, so a state that is there already is this one.
            if (!Files.exists(target)) {
                Files.move(unfinished, target);
            }
            return target;
        } finally {
            FileTree.remove(unfinished);
        }
    }

    private static void data(XmlText index, Path into, String type, byte[] plain, Instant at) throws IOException {
        byte[] packed = Compression.ZSTD.compress(plain);
        String digest = BoundedFiles.sha256(packed);
        String name = digest + "-" + type + ".xml" + Compression.ZSTD.suffix();
        AtomicFile.write(into.resolve(name), packed);
        index.start("data", "type", type)
                .element("checksum", digest, "type", "sha256")
                .element("open-checksum", BoundedFiles.sha256(plain), "type", "sha256")
                .empty("location", "href", "repodata/" + name)
                .element("timestamp", Long.toString(at.getEpochSecond()))
                .element("size", Integer.toString(packed.length))
                .element("open-size", Integer.toString(plain.length))
                .end();
    }

    /** A reader who has the repomd.xml of the state before still finds what it names. */
    private void keepCurrent(Path into) throws IOException {
        Path current = folder.resolve("repodata");
        Path index = current.resolve("repomd.xml");
        if (!Files.isRegularFile(index)) {
            return;
        }
        Matcher names = LOCATION.matcher(Files.readString(index, StandardCharsets.UTF_8));
        while (names.find()) {
            Path file = current.resolve(names.group(1));
            if (Files.isRegularFile(file)) {
                FileTree.link(file, into.resolve(names.group(1)));
            }
        }
    }
}
