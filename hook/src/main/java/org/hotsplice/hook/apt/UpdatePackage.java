/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotsplice.hook.reconcile.Installed;
import org.hotsplice.hook.reconcile.InstalledUpdates;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * A package of updates as a tar stream, before it is installed. Its bundles are laid out in a private folder, which is
 * gone afterwards, and verified as if they were installed.
 */
final class UpdatePackage {
    private static final String UPDATES = "usr/lib/hotsplice/updates";
    private static final String REVOKED = "usr/lib/hotsplice/revoked.d";
    private static final String SUCCESSORS = "usr/lib/hotsplice/keys.d";
    private static final String DOCUMENTS = "usr/share/doc";
    private static final Pattern BUNDLE_FILE = Pattern.compile(
            UPDATES + "/([0-9A-Za-z][0-9A-Za-z.+~_-]*)/([a-z0-9][a-z0-9-]*)/([A-Za-z0-9][A-Za-z0-9._-]*)");
    private static final int MOST_ENTRIES = 16384;
    private static final long LARGEST_FILE = 256L << 20;
    private static final long LARGEST_SUM = 1L << 30;

    private final String name;
    private final Path folder;
    private final Set<Path> bundles = new TreeSet<>();
    private long sum;

    private UpdatePackage(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /**
     * {@return each of the package's bundles, verified}
     *
     * @param name for messages
     * @param tar the files of the package
     * @param parent a folder that only root may write
     * @throws ArchiveException if the package is broken
     * @throws IOException if this machine cannot hold its files
     */
    static List<Installed> verify(String name, InputStream tar, Path parent, InstalledUpdates verifier)
            throws IOException, RefusedException {
        Files.createDirectories(parent);
        Path folder = Files.createTempDirectory(parent, "incoming.");
        try {
            UpdatePackage content = new UpdatePackage(name, folder);
            content.unpack(new TarEntries(tar, MOST_ENTRIES));
            List<Installed> verified = new ArrayList<>();
            for (Path bundle : content.bundles) {
                verified.add(verifier.verify(bundle));
            }
            if (verified.isEmpty()) {
                throw new RefusedException(Issue.of(PackageIssue.PACKAGE_EMPTY, name));
            }
            return verified;
        } finally {
            delete(folder);
        }
    }

    private void unpack(TarEntries tar) throws IOException, RefusedException {
        for (Optional<TarEntries.Entry> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarEntries.Entry entry = next.get();
            String path = entry.name().startsWith("./") ? entry.name().substring(2) : entry.name();
            if (entry.isFolder() && isKnownFolder(path)) {
                continue;
            }
            Matcher file = BUNDLE_FILE.matcher(path);
            if (entry.isFile() && file.matches()) {
                write(tar, entry, folder.resolve(file.group(1)).resolve(file.group(2)), file.group(3));
            } else if (entry.isFile() && isOther(path)) {
                tar.skip(entry.size());
            } else {
                throw new RefusedException(Issue.of(
                        PackageIssue.PACKAGE_CONTENT,
                        name,
                        entry.name(),
                        UPDATES + "/RELEASE/ID/FILE, " + REVOKED + "/, " + SUCCESSORS + "/ and " + DOCUMENTS + "/"));
            }
        }
    }

    private void write(TarEntries tar, TarEntries.Entry entry, Path bundle, String file) throws IOException {
        sum += entry.size();
        if (sum > LARGEST_SUM) {
            throw new ArchiveException("more than " + LARGEST_SUM + " bytes");
        }
        Files.createDirectories(bundle);
        Files.write(bundle.resolve(file), tar.content(entry.size(), LARGEST_FILE));
        bundles.add(bundle);
    }

    private static boolean isKnownFolder(String path) {
        String folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return folder.isEmpty()
                || Stream.of(UPDATES, REVOKED, SUCCESSORS, DOCUMENTS)
                        .anyMatch(known -> (known + "/").startsWith(folder + "/")
                                || (folder.startsWith(known + "/") && !folder.contains("..")));
    }

    private static boolean isOther(String path) {
        return Stream.of(REVOKED, SUCCESSORS, DOCUMENTS).anyMatch(known -> path.startsWith(known + "/"))
                && !path.contains("..");
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
