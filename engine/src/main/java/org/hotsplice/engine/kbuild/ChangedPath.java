/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.util.List;
import java.util.regex.Pattern;

/** What a change of a file means for the kernel that is running. */
enum ChangedPath {
    /** Compiled, or included by what is compiled. */
    CODE,
    /** Says what is compiled, and how. */
    MAKEFILE,
    /** Says what can be configured; the kernel keeps its configuration. */
    CONFIGURATION,
    /** Has no part in the kernel. */
    NO_PART,
    /** Has a part in the kernel that is not code which can be replaced. */
    UNSUPPORTED;

    private static final Pattern OTHER_ARCHITECTURE = Pattern.compile("arch/(?!x86/|Kconfig)[^/]+/.*");
    private static final List<String> WITHOUT_PART =
            List.of("Documentation/", "tools/", "samples/", "scripts/", "LICENSES/", "debian/", "rust/", "usr/");
    private static final Pattern TEXT = Pattern.compile(
            ".*\\.(rst|txt|yaml|md|dts|dtsi|rs)|(.*/)?(README|TODO|MAINTAINERS|CREDITS|COPYING|\\.[^/]*)");

    /** Code that runs before the kernel, or in processes. */
    private static final Pattern NOT_KERNEL_CODE =
            Pattern.compile("arch/x86/(boot|realmode|entry/vdso|purgatory|um)/.*|lib/vdso/.*|certs/.*"
                    + "|drivers/firmware/efi/libstub/.*");

    static ChangedPath of(String path) {
        String base = path.substring(path.lastIndexOf('/') + 1);
        if (OTHER_ARCHITECTURE.matcher(path).matches()
                || WITHOUT_PART.stream().anyMatch(path::startsWith)
                || TEXT.matcher(path).matches()) {
            return NO_PART;
        }
        if (NOT_KERNEL_CODE.matcher(path).matches()) {
            return UNSUPPORTED;
        }
        if (base.startsWith("Kconfig")) {
            return CONFIGURATION;
        }
        if (base.equals("Makefile") || base.equals("Kbuild")) {
            return MAKEFILE;
        }
        boolean code = path.endsWith(".c") || path.endsWith(".h") || path.endsWith(".S") || path.endsWith(".inc");
        return code && !path.endsWith(".lds.S") ? CODE : UNSUPPORTED;
    }
}
