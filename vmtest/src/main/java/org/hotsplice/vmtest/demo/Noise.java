/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.util.regex.Pattern;

/** Lines that only the rig's surroundings cause: dpkg's percentages, and the JVM's word about its options. */
final class Noise {
    /** In UNIX_LINES mode, for dpkg ends each percentage with a carriage return. */
    private static final Pattern LINES =
            Pattern.compile("(?md)^(\\(Reading database .*|Picked up JAVA_TOOL_OPTIONS.*)\\n");

    private Noise() {}

    static String without(String output) {
        return LINES.matcher(output).replaceAll("");
    }
}
