/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hotsplice.update.Issue;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.Manifest.BundleFile;
import org.hotsplice.update.pgp.Certificate;

/** What came of verifying a bundle. */
public sealed interface VerificationResult permits VerificationResult.Trusted, VerificationResult.Rejected {

    /** {@return what the function for this case gives} */
    <T> T fold(Function<Trusted, T> trusted, Function<Rejected, T> rejected);

    /** Enough trusted keys signed it, it is whole, and neither expired nor revoked. Only the verifier makes one. */
    final class Trusted implements VerificationResult {
        private final Manifest manifest;
        private final Map<String, ByteBuffer> contents;
        private final List<Certificate> signers;
        private final SignedManifest signed;

        Trusted(Manifest manifest, Map<String, ByteBuffer> contents, List<Certificate> signers, SignedManifest signed) {
            this.manifest = manifest;
            this.contents = Map.copyOf(contents);
            this.signers = List.copyOf(signers);
            this.signed = signed;
        }

        /** {@return the manifest, parsed after its signatures were checked} */
        public Manifest manifest() {
            return manifest;
        }

        /** {@return the trusted certificates that signed} */
        public List<Certificate> signers() {
            return signers;
        }

        /** {@return the manifest and its signatures as they were checked} */
        public SignedManifest signed() {
            return signed;
        }

        /** {@return the very bytes that were checked, read-only; the file on disk is not looked at again} */
        public ByteBuffer content(BundleFile file) {
            ByteBuffer content = contents.get(file.name());
            if (content == null) {
                throw new IllegalArgumentException("'" + file.name() + "' is not of update " + manifest.id());
            }
            return content.duplicate();
        }

        /** {@return {@code WRONG_KERNEL} with both values, if the update is not for this kernel} */
        public Optional<Issue> objectionTo(KernelIdentity kernel) {
            return KernelComparison.difference(manifest, kernel);
        }

        @Override
        public <T> T fold(Function<Trusted, T> trusted, Function<Rejected, T> rejected) {
            return trusted.apply(this);
        }
    }

    /**
     * It may not be used.
     *
     * @param issue why
     */
    record Rejected(Issue issue) implements VerificationResult {
        @Override
        public <T> T fold(Function<Trusted, T> trusted, Function<Rejected, T> rejected) {
            return rejected.apply(this);
        }
    }
}
