/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.update.bundle.StagedFiles;
import org.hotsplice.update.pgp.Certificate;

/**
 * A revocation list that is heeded, with the exact bytes that were checked.
 *
 * @param list what it says
 * @param signers the fingerprints of the trusted keys that signed it, in order
 * @param bytes as its file had them
 * @param signatures as the file beside it had them
 */
record SignedRevocations(RevocationList list, List<String> signers, ByteBuffer bytes, ByteBuffer signatures) {
    SignedRevocations {
        signers = List.copyOf(signers);
        bytes = bytes.asReadOnlyBuffer();
        signatures = signatures.asReadOnlyBuffer();
    }

    static SignedRevocations of(RevocationList list, List<Certificate> signers, byte[] bytes, byte[] signatures) {
        List<String> fingerprints =
                signers.stream().map(Certificate::fingerprint).toList();
        return new SignedRevocations(list, fingerprints, ByteBuffer.wrap(bytes), ByteBuffer.wrap(signatures));
    }

    /** {@return whether this is a later edition by the same signers that takes nothing of the other back} */
    boolean supersedes(SignedRevocations other) {
        return signers.equals(other.signers) && list.sequence() > other.list.sequence() && list.namesAllOf(other.list);
    }

    /** Writes the list and its signatures. Readers go by the list, so the signatures are there first. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (StagedFiles staged = new StagedFiles()) {
            staged.add(SignatureVerifier.beside(file), copy(signatures));
            staged.add(file, copy(bytes));
            staged.commit();
        }
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
