/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BoundedFiles;

/**
 * The revocation lists of a machine: {@code *.json} with {@code *.json.sig} beside each.
 *
 * @param revocations what the lists that could be trusted revoke
 * @param issues lists that could not be trusted
 */
public record RevocationFolder(Revocations revocations, List<Issue> issues) {
    /** Where packages put theirs, one for each kernel release. */
    public static final Path DEFAULT_FOLDER = Path.of("/usr/lib/hotsplice/revoked.d");

    private static final int LARGEST = 1 << 20;
    private static final int LARGEST_SIGNATURES = 64 << 10;

    public RevocationFolder {
        issues = List.copyOf(issues);
    }

    /**
     * {@return the lists in a folder; an absent folder has none}
     *
     * @param verifier one that knows of no revocations, as these are being found out
     */
    public static RevocationFolder read(Path folder, SignatureVerifier verifier) throws IOException {
        NavigableSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
                found.forEach(files::add);
            }
        }
        List<RevocationList> lists = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path file : files) {
            Path signature = file.resolveSibling(file.getFileName() + ".sig");
            try {
                byte[] signatures = Files.exists(signature, LinkOption.NOFOLLOW_LINKS)
                        ? BoundedFiles.read(signature, LARGEST_SIGNATURES)
                        : null;
                byte[] bytes = BoundedFiles.read(file, LARGEST);
                lists.add(RevocationList.read(bytes, signatures, file.toString(), verifier));
            } catch (RefusedException e) {
                issues.add(e.issue());
            }
        }
        return new RevocationFolder(Revocations.of(lists), issues);
    }
}
