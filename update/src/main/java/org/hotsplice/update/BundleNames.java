/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import org.hotsplice.update.Manifest.Role;

/** The names of a bundle's files; docs/formats.md. */
public final class BundleNames {
    /** The manifest. */
    public static final String MANIFEST = "manifest.json";

    /** The signatures over the manifest's bytes. */
    public static final String SIGNATURES = "manifest.json.sig";

    private BundleNames() {}

    /** {@return the name of the file with this role} */
    public static String of(UpdateId id, Role role, int part) {
        return switch (role) {
            case REF -> id + "-" + part + "-ref.ko";
            case NEW -> id + "-" + part + "-new.ko";
            case REPORT -> "report.txt";
        };
    }
}
