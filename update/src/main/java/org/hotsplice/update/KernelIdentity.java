/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

import java.util.regex.Pattern;

/**
 * Says which kernel an update is for. All four parts must be equal before an update is applied.
 *
 * @param release as {@code uname -r}, for example {@code 6.1.0-47-amd64}
 * @param version as {@code uname -v}, for example {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.170-3 (2026-05-03)}
 * @param architecture as {@code uname -m}
 * @param buildId the GNU build-id note of vmlinux in lower-case hex, as in {@code /sys/kernel/notes}
 */
public record KernelIdentity(String release, String version, String architecture, String buildId) {
    private static final Pattern RELEASE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+~_-]{0,63}");
    private static final Pattern BUILD_ID = Pattern.compile("([0-9a-f]{2}){8,32}");

    public KernelIdentity {
        require(RELEASE.matcher(release).matches(), "release", release);
        require(!version.isEmpty() && version.length() <= 64, "version", version);
        require(architecture.equals("x86_64"), "architecture", architecture);
        require(BUILD_ID.matcher(buildId).matches(), "buildId", buildId);
    }

    private static void require(boolean valid, String field, String value) {
        if (!valid) {
            throw new IllegalArgumentException("kernel identity: " + field + " is not valid: '" + value + "'");
        }
    }
}
