/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.trust.RevocationList;
import org.hotsplice.update.trust.RevocationList.RevokedKey;
import org.hotsplice.update.trust.RevocationList.RevokedUpdate;

/** Makes the next edition of a revocation list. Nothing ever leaves a list. */
public final class RevocationEditor {
    private final long sequence;
    private final List<RevokedKey> keys = new ArrayList<>();
    private final List<RevokedUpdate> updates = new ArrayList<>();

    /** @param before the edition to go on from */
    public RevocationEditor(Optional<RevocationList> before) {
        sequence = before.map(RevocationList::sequence).orElse(0L) + 1;
        before.ifPresent(list -> {
            keys.addAll(list.keys());
            updates.addAll(list.updates());
        });
    }

    /** Adds a key. */
    public void key(String fingerprint, String reason) {
        keys.removeIf(key -> key.fingerprint().equals(fingerprint));
        keys.add(new RevokedKey(fingerprint, reason));
    }

    /** Adds an update as it is numbered now; a later edition of it, with a higher number, is not covered. */
    public void update(Manifest manifest, String reason) {
        if (manifest.sequence() < 1) {
            throw new IllegalArgumentException("update " + manifest.id() + " was never signed, so nobody can have it");
        }
        String release = manifest.kernel().release();
        updates.removeIf(
                update -> update.id().equals(manifest.id()) && update.release().equals(release));
        updates.add(new RevokedUpdate(release, manifest.id(), manifest.sequence(), reason));
    }

    /** {@return the new edition, in a fixed order} */
    public RevocationList finish(Instant created) {
        keys.sort(Comparator.comparing(RevokedKey::fingerprint));
        updates.sort(Comparator.comparing(RevokedUpdate::release).thenComparing(RevokedUpdate::id));
        return new RevocationList(RevocationList.SCHEMA, sequence, created, keys, updates);
    }
}
