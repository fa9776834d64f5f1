/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.signer.kernel.ModuleSigner;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.Manifest.Role;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.AtomicFile;
import org.hotsplice.update.bundle.BoundedFiles;
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
    private final Optional<ModuleSigner> modules;
    private final Instant at;

    /**
     * @param modules who signs the kernel modules in a bundle that is not signed yet
     * @param at the time of signing
     */
    public BundleSigner(List<SigningIdentity> identities, Optional<ModuleSigner> modules, Instant at) {
        this.identities = List.copyOf(identities);
        this.modules = modules;
        this.at = at;
    }

    /**
     * Demands that what was asked for can be done to a bundle, where signatures would only be added to it.
     *
     * @param options the options that were given for bundles that are not signed yet
     * @throws RefusedException if there are such and it is signed
     */
    public static void requireUnsigned(Path folder, List<String> options) throws IOException, RefusedException {
        long sequence = sequence(folder);
        boolean signed =
                sequence > 0 && BundleFolder.open(folder).signatureBytes().isPresent();
        if (signed && !options.isEmpty()) {
            throw new RefusedException(
                    Issue.of(SignerIssue.ALREADY_SIGNED, folder.toString(), sequence, String.join(" and ", options)));
        }
    }

    /** {@return the number that a bundle has; 0 if it was never signed} */
    public static long sequence(Path folder) throws IOException, RefusedException {
        FolderSwap.restore(folder);
        return ManifestJson.read(BundleFolder.open(folder).manifestBytes()).sequence();
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
        FolderSwap.restore(folder);
        DraftBundle bundle = DraftBundle.read(folder);
        Optional<byte[]> present = BundleFolder.open(folder).signatureBytes();
        long before = bundle.manifest().sequence();
        if (before > 0 && reissue && sequence <= before) {
            throw new RefusedException(Issue.of(SignerIssue.SEQUENCE_NOT_HIGHER, folder.toString(), sequence, before));
        }
        if (before > 0 && !reissue && present.isPresent()) {
            byte[] bytes = ManifestJson.write(bundle.manifest());
            AtomicFile.write(folder.resolve(BundleNames.SIGNATURES), signatures(folder, bytes, present.get()));
            return bundle.manifest();
        }
        Map<String, byte[]> files = contents(bundle);
        List<BundleFile> listed = bundle.manifest().files().stream()
                .map(file -> listed(file, java.util.Objects.requireNonNull(files.get(file.name()))))
                .toList();
        Manifest manifest = bundle.manifest().withFiles(listed).published(sequence, at, expires);
        byte[] bytes = ManifestJson.write(manifest);
        files.put(BundleNames.MANIFEST, bytes);
        files.put(BundleNames.SIGNATURES, signatures(folder, bytes, new byte[0]));
        FolderSwap.replace(folder, files);
        return manifest;
    }

    private Map<String, byte[]> contents(DraftBundle bundle) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (BundleFile file : bundle.manifest().files()) {
            ByteBuffer content = java.util.Objects.requireNonNull(
                            bundle.contents().get(file.name()))
                    .duplicate();
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            boolean signIt = modules.isPresent() && file.role() != Role.REPORT;
            files.put(file.name(), signIt ? modules.get().sign(bytes) : bytes);
        }
        return files;
    }

    private static BundleFile listed(BundleFile file, byte[] bytes) {
        return new BundleFile(file.name(), file.role(), file.part(), bytes.length, BoundedFiles.sha256(bytes));
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
