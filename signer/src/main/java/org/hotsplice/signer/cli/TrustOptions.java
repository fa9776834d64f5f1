/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.bundle.BoundedFiles;
import org.hotsplice.update.pgp.Certificate;
import org.hotsplice.update.pgp.OpenPgpFormatException;
import org.hotsplice.update.trust.BundleVerifier;
import org.hotsplice.update.trust.RevocationLists;
import org.hotsplice.update.trust.TrustStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom to trust, as a machine would be told. */
final class TrustOptions {
    private static final int LARGEST = 1 << 20;

    @Option(
            names = "--trusted",
            paramLabel = "PATH",
            description = "public key, or folder of public keys (default: /etc/hotsplice/trusted.d)")
    private Path trusted = TrustStore.DEFAULT_FOLDER;

    @Option(
            names = "--threshold",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many distinct keys must have signed (default: ${DEFAULT-VALUE})")
    private int threshold;

    @Option(
            names = "--revocations",
            paramLabel = "PATH",
            description = "signed revocation list, or folder of them (default: /usr/lib/hotsplice/revoked.d)")
    private @Nullable Path revocations;

    TrustStore store() throws IOException, RefusedException {
        if (!Files.isRegularFile(trusted)) {
            return TrustStore.read(trusted);
        }
        try {
            return TrustStore.of(Certificate.read(BoundedFiles.read(trusted.toRealPath(), LARGEST)));
        } catch (OpenPgpFormatException e) {
            throw new RefusedException(
                    Issue.of(UpdateIssue.KEY_FILE_INVALID, trusted.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    BundleVerifier bundles(Clock clock) throws IOException, RefusedException {
        TrustStore store = store();
        RevocationLists lists = new RevocationLists(threshold, clock);
        if (revocations != null && !Files.isDirectory(revocations)) {
            lists.heedFile(revocations, store);
        } else {
            lists.heedFolder(revocations == null ? RevocationLists.DEFAULT_FOLDER : revocations, store);
        }
        if (!lists.issues().isEmpty()) {
            throw new RefusedException(lists.issues().get(0));
        }
        return new BundleVerifier(store, lists.revocations(), threshold, clock);
    }
}
