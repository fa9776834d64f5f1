/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.util.List;
import java.util.Optional;

/**
 * What a publisher adds to a package.
 *
 * @param maintainer as {@code Name <address>}
 * @param unfixed CVEs of this kernel that are known and not fixed
 * @param revocations the signed revocation list to ship
 */
public record PackageOptions(String maintainer, List<String> unfixed, Optional<SignedList> revocations) {
    public PackageOptions {
        unfixed = List.copyOf(unfixed);
        if (!maintainer.matches("[^<>\\p{Cntrl}]+ <[^<>@\\s]+@[^<>@\\s]+>")) {
            throw new IllegalArgumentException("not 'Name <address>': '" + maintainer + "'");
        }
    }

    /** A revocation list with its signatures. */
    public static final class SignedList {
        private final byte[] json;
        private final byte[] signatures;

        public SignedList(byte[] json, byte[] signatures) {
            this.json = json.clone();
            this.signatures = signatures.clone();
        }

        /** {@return the list's bytes} */
        public byte[] json() {
            return json.clone();
        }

        /** {@return the signatures over them} */
        public byte[] signatures() {
            return signatures.clone();
        }
    }
}
