/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

/**
 * A name that a package needs, wishes for or provides.
 *
 * @param name the name
 * @param flags how its version is compared
 * @param version the version; empty for any
 */
record RpmDependency(String name, int flags, String version) {
    private static final int LESS = 1 << 1;
    private static final int EQUAL = 1 << 3;
    private static final int FEATURE_OF_RPM = 1 << 24;

    static RpmDependency any(String name) {
        return new RpmDependency(name, 0, "");
    }

    static RpmDependency exactly(String name, String version) {
        return new RpmDependency(name, EQUAL, version);
    }

    /** {@return both of these, the second in exactly this version} */
    static RpmDependency both(String name, String other, String version) {
        return any("(" + name + " and " + other + " = " + version + ")");
    }

    /** {@return whether it is a condition of several names, as rpm knows since 4.12} */
    boolean rich() {
        return name.startsWith("(");
    }

    /** {@return a feature that the installing rpm must have} */
    static RpmDependency feature(String name, String version) {
        return new RpmDependency("rpmlib(" + name + ")", LESS | EQUAL | FEATURE_OF_RPM, version);
    }
}
