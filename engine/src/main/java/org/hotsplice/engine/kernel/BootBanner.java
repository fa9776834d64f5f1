/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * What the header of an x86 boot image says of the kernel in it (Documentation/arch/x86/boot.rst, field
 * {@code kernel_version}).
 *
 * @param release as {@code uname -r}
 * @param version as {@code uname -v}
 */
public record BootBanner(String release, String version) {
    private static final int SIGNATURE = 0x202;
    private static final int POINTER = 0x20e;
    private static final int LONGEST = 256;
    private static final Pattern FORM = Pattern.compile("(\\S+) \\((?:[^()]|\\([^()]*\\))*\\) (#.+)");
    private static final Pattern DISTRIBUTION = Pattern.compile(".* ([A-Z][a-z]+) (\\d\\S*) \\(.*\\)");

    /** {@return what that image's header says} */
    public static BootBanner read(Path image) throws IOException, RefusedException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
            byte[] head = new byte[0x210];
            if (file.length() < head.length) {
                throw unreadable(image, "too short for a boot image");
            }
            file.readFully(head);
            String signature = new String(head, SIGNATURE, 4, StandardCharsets.ISO_8859_1);
            if (!signature.equals("HdrS")) {
                throw unreadable(image, "no x86 boot header");
            }
            long at = 0x200L + ((head[POINTER] & 0xff) | (head[POINTER + 1] & 0xff) << 8);
            byte[] text = new byte[(int) Math.max(0, Math.min(LONGEST, file.length() - at))];
            file.seek(at);
            file.readFully(text);
            String banner = new String(text, StandardCharsets.ISO_8859_1);
            int end = banner.indexOf('\0');
            return parse(image, end < 0 ? banner : banner.substring(0, end));
        }
    }

    private static BootBanner parse(Path image, String banner) throws RefusedException {
        Matcher matcher = FORM.matcher(banner);
        if (!matcher.matches()) {
            throw unreadable(image, "its version text has an unknown form: '" + banner + "'");
        }
        return new BootBanner(matcher.group(1), matcher.group(2).stripTrailing());
    }

    /** {@return the distribution's name and package version, if the version says so} */
    public Optional<Distribution> distribution() {
        Matcher matcher = DISTRIBUTION.matcher(version);
        return matcher.matches() ? Optional.of(new Distribution(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /**
     * Who built a kernel.
     *
     * @param name such as {@code Debian}
     * @param packageVersion such as {@code 6.1.170-3}
     */
    public record Distribution(String name, String packageVersion) {}

    private static RefusedException unreadable(Path image, String why) {
        return new RefusedException(
                Issue.of(EngineIssue.KERNEL_INPUT_UNREADABLE, String.valueOf(image.getFileName()), "image", why));
    }
}
