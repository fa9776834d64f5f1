/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;

/** The folder of a bundle, listed once. Reading does not trust: that is the verifier's part. */
public final class BundleFolder {
    private static final int MOST_FILES = 256;
    private static final int LARGEST_SIGNATURES = 64 << 10;

    private final Path folder;
    private final NavigableSet<String> names;

    private BundleFolder(Path folder, NavigableSet<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /** {@return the folder, if it is one and holds only regular files} */
    public static BundleFolder open(Path folder) throws IOException, RefusedException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(folder.toString(), "is not a folder");
        }
        NavigableSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    throw refused(entry.toString(), "is not a regular file");
                }
                names.add(entry.getFileName().toString());
                if (names.size() > MOST_FILES) {
                    throw refused(folder.toString(), "holds more than " + MOST_FILES + " files");
                }
            }
        }
        return new BundleFolder(folder, names);
    }

    /** {@return where it is} */
    public Path path() {
        return folder;
    }

    /** {@return the bytes of the manifest} */
    public byte[] manifestBytes() throws IOException, RefusedException {
        return BoundedFiles.read(folder.resolve(BundleNames.MANIFEST), ManifestJson.LARGEST);
    }

    /** {@return the signatures' bytes; empty if the bundle is not signed} */
    public Optional<byte[]> signatureBytes() throws IOException, RefusedException {
        if (!names.contains(BundleNames.SIGNATURES)) {
            return Optional.empty();
        }
        return Optional.of(BoundedFiles.read(folder.resolve(BundleNames.SIGNATURES), LARGEST_SIGNATURES));
    }

    /**
     * {@return the content of each file that the manifest names, with sizes and digests checked, by name}
     *
     * @throws RefusedException if a file is missing, differs, or is not named in the manifest
     */
    public Map<String, ByteBuffer> contents(Manifest manifest) throws IOException, RefusedException {
        String folderName = folder.toAbsolutePath().normalize().getFileName().toString();
        if (!folderName.equals(manifest.id().value())) {
            throw refused(folder.toString(), "holds update '" + manifest.id() + "' and must be named after it");
        }
        NavigableSet<String> surplus = new TreeSet<>(names);
        surplus.remove(BundleNames.MANIFEST);
        surplus.remove(BundleNames.SIGNATURES);
        Map<String, ByteBuffer> contents = new TreeMap<>();
        for (BundleFile file : manifest.files()) {
            surplus.remove(file.name());
            contents.put(file.name(), ByteBuffer.wrap(content(file)).asReadOnlyBuffer());
        }
        if (!surplus.isEmpty()) {
            throw refused(folder.resolve(surplus.first()).toString(), "is not named in the manifest");
        }
        return contents;
    }

    private byte[] content(BundleFile file) throws IOException, RefusedException {
        Path path = folder.resolve(file.name());
        byte[] bytes = BoundedFiles.read(path, file.size());
        if (bytes.length != file.size()) {
            throw new RefusedException(
                    Issue.of(UpdateIssue.DIGEST_MISMATCH, path.toString(), "the size", bytes.length, file.size()));
        }
        String digest = BoundedFiles.sha256(bytes);
        if (!digest.equals(file.sha256())) {
            throw new RefusedException(
                    Issue.of(UpdateIssue.DIGEST_MISMATCH, path.toString(), "the SHA-256", digest, file.sha256()));
        }
        return bytes;
    }

    private static RefusedException refused(String where, String reason) {
        return new RefusedException(Issue.of(UpdateIssue.BUNDLE_LAYOUT, where, reason));
    }
}
