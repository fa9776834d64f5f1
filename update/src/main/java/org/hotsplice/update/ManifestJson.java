/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import java.util.Optional;
import org.hotsplice.update.json.StrictJson;

/** The manifest as bytes. The same manifest always gives the same bytes, and no other bytes give that manifest. */
public final class ManifestJson {
    /** The most bytes of a manifest that are looked at. */
    public static final int LARGEST = 4 << 20;

    private static final String FILE = "manifest.json";

    private ManifestJson() {}

    /**
     * {@return the canonical bytes of a manifest}
     *
     * @throws RefusedException if it breaks a rule of the format
     */
    public static byte[] write(Manifest manifest) throws RefusedException {
        Optional<String> broken = ManifestRules.firstBroken(manifest);
        if (broken.isPresent()) {
            throw refused(broken.get(), null);
        }
        return StrictJson.write(manifest);
    }

    /**
     * {@return the manifest that the bytes hold}
     *
     * @throws RefusedException {@code MANIFEST_INVALID} with the field or line, for anything out of the ordinary
     */
    public static Manifest read(byte[] bytes) throws RefusedException {
        Manifest manifest;
        try {
            manifest = StrictJson.read(bytes, Manifest.class, LARGEST);
        } catch (StrictJson.FormException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
        Optional<String> broken = ManifestRules.firstBroken(manifest);
        if (broken.isPresent()) {
            throw refused(broken.get(), null);
        }
        return manifest;
    }

    private static RefusedException refused(String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        Issue issue = Issue.of(UpdateIssue.MANIFEST_INVALID, FILE, reason);
        return cause == null ? new RefusedException(issue) : new RefusedException(issue, cause);
    }
}
