/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.update.BundleNames;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.bundle.BundleFolder;
import org.hotsplice.update.bundle.DraftBundle;

/**
 * A whole bundle with signatures. Whose they are is not known here: the machines that install it decide that.
 *
 * @param folder where it lies
 * @param manifest what it says
 * @param files all its files by name, the manifest and the signatures included
 */
public record SignedBundle(Path folder, Manifest manifest, Map<String, ByteBuffer> files) {
    public SignedBundle {
        files = Map.copyOf(files);
    }

    /** {@return the bundle in this folder} */
    public static SignedBundle read(Path folder) throws IOException, RefusedException {
        DraftBundle draft = DraftBundle.read(folder);
        BundleFolder opened = BundleFolder.open(folder);
        byte[] signatures = opened.signatureBytes()
                .orElseThrow(() -> new RefusedException(
                        Issue.of(UpdateIssue.NOT_SIGNED, folder.toString(), BundleNames.SIGNATURES)));
        Map<String, ByteBuffer> files = new TreeMap<>(draft.contents());
        files.put(BundleNames.MANIFEST, ByteBuffer.wrap(opened.manifestBytes()).asReadOnlyBuffer());
        files.put(BundleNames.SIGNATURES, ByteBuffer.wrap(signatures).asReadOnlyBuffer());
        return new SignedBundle(folder, draft.manifest(), files);
    }

    /** {@return a copy of a file's bytes} */
    public byte[] bytes(String name) {
        ByteBuffer content =
                java.util.Objects.requireNonNull(files.get(name), name).duplicate();
        byte[] copy = new byte[content.remaining()];
        content.get(copy);
        return copy;
    }
}
