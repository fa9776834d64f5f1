/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.util.regex.Pattern;

/**
 * Which package an RPM is.
 *
 * @param name its name
 * @param version its version
 * @param release its release
 * @param architecture as {@code x86_64}
 */
public record RpmIdentity(String name, String version, String release, String architecture) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~^]{0,100}");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9_]{1,20}");

    boolean wellFormed() {
        return NAME.matcher(name).matches()
                && VERSION.matcher(version).matches()
                && VERSION.matcher(release).matches()
                && ARCHITECTURE.matcher(architecture).matches();
    }

    /** {@return the usual name of its file} */
    public String fileName() {
        return name + "-" + version + "-" + release + "." + architecture + ".rpm";
    }
}
