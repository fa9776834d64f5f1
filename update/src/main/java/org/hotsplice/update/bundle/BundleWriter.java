/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;

/** Writes an unsigned bundle. The folder appears whole, by a rename, or not at all. */
public final class BundleWriter {
    private BundleWriter() {}

    /**
     * Writes the folder {@code parent/<id>}.
     *
     * @param parent an existing folder
     * @param manifest the manifest; its list of files is replaced by what is written
     * @param contents the modules and the report
     * @return the manifest as written
     * @throws RefusedException if the manifest breaks a rule, or the folder exists
     */
    public static Manifest write(Path parent, Manifest manifest, List<BundleContent> contents)
            throws IOException, RefusedException {
        Path folder = parent.resolve(manifest.id().value());
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(Issue.of(UpdateIssue.BUNDLE_EXISTS, folder.toString()));
        }
        Manifest complete = withFiles(manifest, contents);
        byte[] bytes = ManifestJson.write(complete);
        Path unfinished = Files.createTempDirectory(parent, "." + manifest.id() + ".");
        try {
            Files.write(unfinished.resolve(BundleNames.MANIFEST), bytes);
            for (BundleContent content : contents) {
                String name = BundleNames.of(manifest.id(), content.role(), content.part());
                Files.write(unfinished.resolve(name), content.toArray());
            }
            Files.setPosixFilePermissions(
                    unfinished, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            remove(unfinished);
        }
        return complete;
    }

    private static Manifest withFiles(Manifest manifest, List<BundleContent> contents) {
        List<BundleFile> files = new ArrayList<>();
        for (BundleContent content : contents) {
            byte[] bytes = content.toArray();
            String name = BundleNames.of(manifest.id(), content.role(), content.part());
            files.add(new BundleFile(name, content.role(), content.part(), bytes.length, BoundedFiles.sha256(bytes)));
        }
        files.sort(Comparator.comparing(BundleFile::name));
        return manifest.withFiles(files);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
