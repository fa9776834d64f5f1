/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.pgp.Certificate;

/** What trusted keys took back: keys, and updates of certain kernels. */
public final class Revocations {
    private final List<RevocationList> lists;

    private Revocations(List<RevocationList> lists) {
        this.lists = lists;
    }

    /** {@return nothing was revoked} */
    public static Revocations none() {
        return new Revocations(List.of());
    }

    /** {@return all that these lists revoke} */
    public static Revocations of(Collection<RevocationList> lists) {
        return new Revocations(List.copyOf(lists));
    }

    /** {@return why this key was revoked; empty if it was not} */
    public Optional<String> reasonFor(Certificate certificate) {
        return lists.stream()
                .flatMap(list -> list.keys().stream())
                .filter(key -> key.fingerprint().equals(certificate.fingerprint()))
                .map(RevocationList.RevokedKey::reason)
                .findFirst();
    }

    /** {@return why this update was revoked; empty if it was not} */
    public Optional<String> reasonFor(Manifest manifest) {
        return lists.stream()
                .flatMap(list -> list.updates().stream())
                .filter(update -> update.covers(manifest))
                .map(RevocationList.RevokedUpdate::reason)
                .findFirst();
    }
}
