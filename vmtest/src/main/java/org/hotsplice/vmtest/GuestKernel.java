/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel of Debian that the archive offers.
 *
 * @param release as uname -r says, {@code 6.1.0-47-amd64}
 * @param version of the package, {@code 6.1.170-3}
 * @param fallback whether it stands in for one that the archive has no more
 */
public record GuestKernel(String release, String version, boolean fallback) {
    /** The release that the tests are written for. */
    public static final String PREFERRED = "6.1.0-47-amd64";

    private static final int RELEASES_TRIED = 12;
    /** Before, with and after the number that grows: 6.1.0-47-amd64, 6.12.107+deb12-amd64. */
    private static final Pattern RELEASE = Pattern.compile("(\\d+\\.\\d+\\.(?:\\d+-)?)(\\d+)([+-].+)");

    /** {@return the preferred release, or the next one that the archive offers} */
    public static GuestKernel resolve() throws IOException, InterruptedException {
        String own = System.getenv("HOTSPLICE_KERNEL");
        return resolve(own != null && !own.isEmpty() ? own : PREFERRED);
    }

    /** {@return this release, or the next one that the archive offers} */
    public static GuestKernel resolve(String preferred) throws IOException, InterruptedException {
        Matcher parts = RELEASE.matcher(preferred);
        if (!parts.matches()) {
            throw new IOException("'" + preferred + "' is no release of a Debian kernel, such as " + PREFERRED);
        }
        int first = Integer.parseInt(parts.group(2));
        for (int number = first; number < first + RELEASES_TRIED; number++) {
            String release = parts.group(1) + number + parts.group(3);
            String version = version("linux-image-" + release);
            if (!version.isEmpty()) {
                return new GuestKernel(release, version, number != first);
            }
        }
        throw new IOException("apt offers neither linux-image-" + preferred + " nor a later one of its series;"
                + " run apt-get update and look at apt-cache search linux-image");
    }

    /** {@return the newest kernel of a series such as "6.12" that the archive offers; empty if it has none} */
    public static Optional<GuestKernel> ofSeries(String series) throws IOException, InterruptedException {
        String name = "linux-image-" + series + "-amd64";
        Pattern dependency = Pattern.compile("Depends: linux-image-(\\S+) .*");
        for (String line : Command.of("apt-cache", "show", "--no-all-versions", name)
                .run()
                .output()
                .split("\n", -1)) {
            Matcher found = dependency.matcher(line);
            if (found.matches()) {
                String release = found.group(1);
                return Optional.of(new GuestKernel(release, version("linux-image-" + release), false));
            }
        }
        return Optional.empty();
    }

    /** {@return the newest kernel of this one's series that the archive offers; itself if there is none} */
    public GuestKernel newest() throws IOException, InterruptedException {
        Matcher parts = RELEASE.matcher(release);
        if (!parts.matches()) {
            return this;
        }
        int own = Integer.parseInt(parts.group(2));
        for (int number = own + RELEASES_TRIED; number > own; number--) {
            String later = parts.group(1) + number + parts.group(3);
            String offered = version("linux-image-" + later);
            if (!offered.isEmpty()) {
                return new GuestKernel(later, offered, false);
            }
        }
        return this;
    }

    private static String version(String name) throws IOException, InterruptedException {
        for (String line :
                Command.of("apt-cache", "policy", name).run().output().split("\n", -1)) {
            String text = line.trim();
            if (text.startsWith("Candidate: ") && !text.endsWith("(none)")) {
                return text.substring("Candidate: ".length());
            }
        }
        return "";
    }

    /** {@return the name with a word for a person where it stands in for another} */
    public String describe() {
        return release + " (" + version + ")" + (fallback ? ", in place of " + PREFERRED : "");
    }
}
