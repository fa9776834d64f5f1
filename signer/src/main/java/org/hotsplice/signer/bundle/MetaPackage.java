/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.bundle;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The package that a machine keeps installed so that the updates for each new kernel come with it. It is empty: it
 * needs the package of updates for the newest kernel, and is published anew when there is a newer one.
 *
 * @param release of the newest kernel
 * @param flavour the end of its name, which all kernels of the kind share, as {@code amd64}
 * @param version what orders it among its kind: the numbers of the release
 */
public record MetaPackage(String release, String flavour, String version) {
    private static final Pattern DEBIAN = Pattern.compile("([0-9]+(?:\\.[0-9]+)*-[0-9.]+)-([a-z][a-z0-9-]*)");
    private static final Pattern OTHER = Pattern.compile("([0-9][0-9A-Za-z.]*-[0-9A-Za-z._]+)\\.([a-z][a-z0-9_]*)");

    /** Its content depends on the kernel's name alone, so it carries the same time whenever it is made. */
    public static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /**
     * {@return the package that follows a kernel}
     *
     * @throws IllegalArgumentException if the release has no flavour that could be told
     */
    public static MetaPackage of(String release) {
        for (Pattern form : List.of(DEBIAN, OTHER)) {
            Matcher parts = form.matcher(release);
            if (parts.matches()) {
                return new MetaPackage(release, parts.group(2), parts.group(1).replaceAll("[-_]", "."));
            }
        }
        throw new IllegalArgumentException("'" + release + "' is no release of a kernel, such as 6.1.0-48-amd64");
    }

    /** {@return the package's name; it does not begin as those do that hold updates} */
    public String name() {
        return "hotsplice-latest-" + ExtractedPackage.debianName(flavour);
    }

    /** {@return what it is, in a few words} */
    public String summary() {
        return "live updates for the newest Linux kernel (" + flavour + ")";
    }

    /** {@return what it is} */
    public List<String> description() {
        return List.of(
                "This package is empty. It needs the package of live updates for the newest",
                "kernel of its kind, so that an upgrade brings them with that kernel. It is now",
                release + ".");
    }
}
