/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.trust;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotsplice.update.Issue;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.hotsplice.update.UpdateIssue;
import org.hotsplice.update.json.StrictJson;

/**
 * A list of what is no longer to be trusted, {@code revoked.json}; signed as a manifest is.
 *
 * @param schema the version of this format; 1
 * @param sequence grows with each edition of the list
 * @param created when it was signed
 * @param keys keys whose signatures no longer count
 * @param updates updates that are not to be applied
 */
public record RevocationList(
        int schema, long sequence, Instant created, List<RevokedKey> keys, List<RevokedUpdate> updates) {
    /** The schema that this version reads and writes. */
    public static final int SCHEMA = 1;

    private static final int LARGEST = 1 << 20;

    public RevocationList {
        keys = List.copyOf(keys);
        updates = List.copyOf(updates);
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema is " + schema + ", this version reads " + SCHEMA);
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence is " + sequence + ", at least 1 is needed");
        }
    }

    /**
     * A key whose signatures no longer count.
     *
     * @param fingerprint of its primary key, in upper-case hex
     * @param reason for a person
     */
    public record RevokedKey(String fingerprint, String reason) {
        private static final Pattern FORM = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{64}");

        public RevokedKey {
            if (!FORM.matcher(fingerprint).matches()) {
                throw new IllegalArgumentException("not a fingerprint in upper-case hex: '" + fingerprint + "'");
            }
            requireLine(reason);
        }
    }

    /**
     * An update that is not to be applied. A later edition of it, with a higher sequence, is not covered.
     *
     * @param release the kernel that it is for
     * @param id its name
     * @param upToSequence the last sequence that is covered
     * @param reason for a person
     */
    public record RevokedUpdate(String release, UpdateId id, long upToSequence, String reason) {
        public RevokedUpdate {
            requireLine(release);
            requireLine(reason);
        }

        boolean includes(RevokedUpdate other) {
            return id.equals(other.id) && release.equals(other.release) && upToSequence >= other.upToSequence;
        }

        boolean covers(Manifest manifest) {
            return manifest.id().equals(id)
                    && manifest.kernel().release().equals(release)
                    && manifest.sequence() <= upToSequence;
        }
    }

    private static void requireLine(String text) {
        if (text.isEmpty() || text.length() > 200 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not one line of 1 to 200 characters: '" + text + "'");
        }
    }

    /** {@return the canonical bytes} */
    public byte[] toBytes() {
        return StrictJson.write(this);
    }

    /** {@return whether this revokes whatever the other one revokes} */
    boolean namesAllOf(RevocationList other) {
        return other.keys.stream().allMatch(key -> keys.stream()
                        .anyMatch(here -> here.fingerprint().equals(key.fingerprint())))
                && other.updates.stream().allMatch(update -> updates.stream().anyMatch(here -> here.includes(update)));
    }

    /**
     * {@return the list that these bytes hold, whoever wrote them}
     *
     * @throws RefusedException if it is not a list
     */
    public static RevocationList parse(byte[] bytes, String where) throws RefusedException {
        try {
            return StrictJson.read(bytes, RevocationList.class, LARGEST);
        } catch (StrictJson.FormException e) {
            throw new RefusedException(
                    Issue.of(
                            UpdateIssue.REVOCATION_LIST_INVALID,
                            where,
                            Optional.ofNullable(e.getMessage()).orElse("")),
                    e);
        }
    }
}
