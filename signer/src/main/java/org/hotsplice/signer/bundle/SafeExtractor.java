/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * Writes the files of a package into a folder, if they are what an update package may hold: regular files below a few
 * folders, not too many and not too large.
 */
public final class SafeExtractor {
    private static final String UPDATES = "usr/lib/hotsplice/updates/";
    private static final String REVOKED = "usr/lib/hotsplice/revoked.d/";
    private static final String SUCCESSORS = "usr/lib/hotsplice/keys.d/";
    private static final String DOCUMENTS = "usr/share/doc/";
    private static final List<String> PLACES = List.of(UPDATES, REVOKED, SUCCESSORS, DOCUMENTS);
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_FILES = 20_000;

    private final String source;
    private final Path target;
    private final NavigableSet<String> files = new TreeSet<>();
    private long left = MOST_BYTES;

    /**
     * @param source the package, for messages
     * @param target an empty folder
     */
    public SafeExtractor(String source, Path target) {
        this.source = source;
        this.target = target;
    }

    /** {@return the path without what packages put in front of it} */
    public static String plain(String path) {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        return plain.startsWith("/") ? plain.substring(1) : plain;
    }

    /** Takes note of a folder of the package; those that only lead to allowed ones are fine. */
    public void folder(String path) throws RefusedException {
        String plain = plain(path);
        String name = plain.endsWith("/") || plain.isEmpty() ? plain : plain + "/";
        boolean leadsThere = PLACES.stream().anyMatch(place -> place.startsWith(name));
        if (!leadsThere && !allowed(name)) {
            throw refused("holds the folder '" + path + "'");
        }
    }

    /** Writes a file. */
    public void file(String path, InputStream content) throws IOException, RefusedException {
        String name = plain(path);
        if (!allowed(name) || !files.add(name) || files.size() > MOST_FILES) {
            throw refused("holds the file '" + path + "'");
        }
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        long written = 0;
        try (java.io.OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                written += count;
                if (written > left) {
                    throw refused("holds more than " + MOST_BYTES + " bytes");
                }
                out.write(buffer, 0, count);
            }
        }
        left -= written;
    }

    /** Says that something else than a file or folder came. */
    public RefusedException special(String path) {
        return refused("holds '" + path + "', which is neither a file nor a folder");
    }

    private static boolean allowed(String name) {
        boolean below = PLACES.stream().anyMatch(name::startsWith);
        return below && !("/" + name + "/").contains("/../") && !name.contains("//");
    }

    private RefusedException refused(String reason) {
        return new RefusedException(Issue.of(SignerIssue.PACKAGE_INVALID, source, reason));
    }
}
