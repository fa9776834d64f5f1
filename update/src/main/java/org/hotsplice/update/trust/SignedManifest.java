/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.nio.ByteBuffer;

/**
 * The exact bytes of a manifest and of its signatures, to be judged again when keys or revocations change.
 *
 * @param manifest as {@code manifest.json} had them
 * @param signatures as {@code manifest.json.sig} had them
 */
public record SignedManifest(ByteBuffer manifest, ByteBuffer signatures) {
    public SignedManifest {
        manifest = manifest.asReadOnlyBuffer();
        signatures = signatures.asReadOnlyBuffer();
    }

    /** {@return a copy of the manifest's bytes} */
    public byte[] manifestBytes() {
        return copy(manifest);
    }

    /** {@return a copy of the signatures' bytes} */
    public byte[] signatureBytes() {
        return copy(signatures);
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
