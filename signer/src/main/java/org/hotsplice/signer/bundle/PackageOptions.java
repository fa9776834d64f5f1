/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.trust.SignatureVerifier;

/**
 * What a publisher adds to a package.
 *
 * @param maintainer as {@code Name <address>}
 * @param unfixed CVEs of this kernel that are known and not fixed
 * @param revocations the signed revocation list to ship
 * @param successors public keys to ship, each signed by keys that machines trust already
 */
public record PackageOptions(
        String maintainer, List<String> unfixed, Optional<SignedFile> revocations, List<SignedFile> successors) {
    private static final int LARGEST = 1 << 20;
    private static final int DIGITS = 16;

    public PackageOptions {
        unfixed = List.copyOf(unfixed);
        successors = List.copyOf(successors);
        requireMaintainer(maintainer);
    }

    /**
     * Checks a maintainer.
     *
     * @throws IllegalArgumentException if it is no name with an address, as control files and headers take it
     */
    public static void requireMaintainer(String maintainer) {
        if (!maintainer.matches("[^<>\\p{Cntrl}]+ <[^<>@\\s]+@[^<>@\\s]+>")) {
            throw new IllegalArgumentException("not 'Name <address>': '" + maintainer + "'");
        }
    }

    /** {@return these files with their paths on a machine, without a slash in front} */
    public Map<String, byte[]> files(String release) {
        Map<String, byte[]> files = new TreeMap<>();
        revocations.ifPresent(list -> list.put("usr/lib/hotsplice/revoked.d/" + release + ".json", files));
        for (SignedFile key : successors) {
            String name = release + "-" + BoundedFiles.sha256(key.content()).substring(0, DIGITS) + ".asc";
            key.put("usr/lib/hotsplice/keys.d/" + name, files);
        }
        return files;
    }

    /** A file with its detached signatures. */
    public static final class SignedFile {
        private final byte[] content;
        private final byte[] signatures;

        private SignedFile(byte[] content, byte[] signatures) {
            this.content = content;
            this.signatures = signatures;
        }

        /** {@return a file, with the signatures that lie beside it under its name and {@code .sig}} */
        public static SignedFile read(Path file) throws IOException, RefusedException {
            Path signatures = SignatureVerifier.beside(file);
            if (!Files.exists(signatures)) {
                throw new RefusedException(Issue.of(UpdateIssue.NOT_SIGNED, file.toString(), signatures.getFileName()));
            }
            return new SignedFile(BoundedFiles.read(file, LARGEST), BoundedFiles.read(signatures, LARGEST));
        }

        private byte[] content() {
            return content;
        }

        private void put(String path, Map<String, byte[]> files) {
            files.put(path, content);
            files.put(path + ".sig", signatures);
        }
    }
}
