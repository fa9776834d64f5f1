/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.pgp.OpenPgpFormatException;

/** The public keys whose signatures count, as the administrator put them into a folder. */
public final class TrustStore {
    /** Where a machine keeps them. */
    public static final Path DEFAULT_FOLDER = Path.of("/etc/hotsplice/trusted.d");

    private static final int LARGEST = 1 << 20;

    private final String where;
    private final Map<String, Certificate> certificates;
    private final List<Issue> issues;

    private TrustStore(String where, Map<String, Certificate> certificates, List<Issue> issues) {
        this.where = where;
        this.certificates = certificates;
        this.issues = List.copyOf(issues);
    }

    /** {@return the keys in the files {@code *.asc} and {@code *.gpg} of a folder; an absent folder has none} */
    public static TrustStore read(Path folder) throws IOException {
        NavigableSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.{asc,gpg}")) {
                found.forEach(files::add);
            }
        }
        Map<String, Certificate> certificates = new TreeMap<>();
        List<Issue> issues = new ArrayList<>();
        for (Path file : files) {
            try {
                // An administrator may link to a key; what the link leads to is read as itself.
                byte[] bytes = BoundedFiles.read(file.toRealPath(), LARGEST);
                for (Certificate certificate : Certificate.read(bytes)) {
                    certificates.put(certificate.fingerprint(), certificate);
                }
            } catch (OpenPgpFormatException e) {
                issues.add(Issue.of(UpdateIssue.KEY_FILE_INVALID, file.toString(), String.valueOf(e.getMessage())));
            } catch (RefusedException e) {
                issues.add(Issue.of(
                        UpdateIssue.KEY_FILE_INVALID, file.toString(), e.issue().message()));
            } catch (IOException e) {
                // A dangling link or an unreadable file must not take the other keys away.
                issues.add(Issue.of(UpdateIssue.KEY_FILE_INVALID, file.toString(), "cannot be read: " + e));
            }
        }
        return new TrustStore(folder.toString(), certificates, issues);
    }

    /** {@return a store of these keys} */
    public static TrustStore of(List<Certificate> keys) {
        Map<String, Certificate> certificates = new TreeMap<>();
        keys.forEach(key -> certificates.put(key.fingerprint(), key));
        return new TrustStore("the given keys", certificates, List.of());
    }

    /** {@return this store with more keys} */
    TrustStore with(List<Certificate> more) {
        Map<String, Certificate> all = new TreeMap<>(certificates);
        more.forEach(key -> all.put(key.fingerprint(), key));
        return new TrustStore(where, all, issues);
    }

    /** {@return files that hold no usable key; the other files count all the same} */
    public List<Issue> issues() {
        return issues;
    }

    /** {@return the certificates, by fingerprint} */
    public List<Certificate> certificates() {
        return List.copyOf(certificates.values());
    }

    /** {@return the certificate that has a signing key with this id} */
    Optional<Certificate> bySigningKey(String keyId) {
        return certificates.values().stream()
                .filter(certificate -> certificate.signingKey(keyId).isPresent())
                .findFirst();
    }

    String where() {
        return where;
    }
}
