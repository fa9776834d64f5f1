/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotsplice.signer.AtomicFile;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BundleFolder;
import org.hotsplice.update.bundle.DraftBundle;
import org.hotsplice.update.pgp.DetachedSignature;
import org.hotsplice.update.pgp.OpenPgpFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Signs a bundle in its folder. The first signature gives it its sequence number; a later one is added over the same
 * bytes, so several people can sign one after the other.
 */
public final class BundleSigner {
    private final List<SigningIdentity> identities;
    private final Instant at;

    /** @param at the time of signing */
    public BundleSigner(List<SigningIdentity> identities, Instant at) {
        this.identities = List.copyOf(identities);
        this.at = at;
    }

    /**
     * Signs, or adds the signatures that are missing.
     *
     * @param sequence the number for a bundle that has none yet
     * @param expires until when it may be applied; null for ever; only for a bundle that is not signed yet
     * @param reissue whether a signed bundle gets a new number and loses its old signatures
     * @return the manifest as signed
     */
    public Manifest sign(Path folder, long sequence, @Nullable Instant expires, boolean reissue)
            throws IOException, RefusedException {
        DraftBundle bundle = DraftBundle.read(folder);
        Optional<byte[]> present = BundleFolder.open(folder).signatureBytes();
        boolean first = bundle.manifest().sequence() == 0 || reissue || present.isEmpty();
        Manifest manifest = first ? bundle.manifest().published(sequence, at, expires) : bundle.manifest();
        byte[] bytes = ManifestJson.write(manifest);
        byte[] signatures = signatures(folder, bytes, first ? new byte[0] : present.orElseThrow());
        // In this order an interruption leaves a bundle that counts as unsigned, never one that looks damaged.
        Path signatureFile = folder.resolve(BundleNames.SIGNATURES);
        if (first) {
            Files.deleteIfExists(signatureFile);
            AtomicFile.write(folder.resolve(BundleNames.MANIFEST), bytes);
        }
        AtomicFile.write(signatureFile, signatures);
        return manifest;
    }

    private byte[] signatures(Path folder, byte[] manifest, byte[] present) throws IOException, RefusedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(present);
        for (SigningIdentity identity : identities) {
            if (present.length == 0 || !hasSigned(folder, identity, present)) {
                all.writeBytes(identity.detached(manifest, at));
            }
        }
        return all.toByteArray();
    }

    private static boolean hasSigned(Path folder, SigningIdentity identity, byte[] present) throws RefusedException {
        try {
            return DetachedSignature.read(present).stream()
                    .anyMatch(signature ->
                            identity.certificate().signingKey(signature.keyId()).isPresent());
        } catch (OpenPgpFormatException e) {
            Path file = folder.resolve(BundleNames.SIGNATURES);
            throw new RefusedException(
                    Issue.of(SignerIssue.SIGNATURE_FILE_INVALID, file.toString(), String.valueOf(e.getMessage())), e);
        }
    }
}
