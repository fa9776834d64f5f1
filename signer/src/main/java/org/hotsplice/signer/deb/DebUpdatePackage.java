/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.bundle.ExtractedPackage;
import org.hotsplice.signer.bundle.PackageOptions;
import org.hotsplice.signer.bundle.SignedBundle;
import org.hotsplice.signer.bundle.UpdateSet;
import org.hotsplice.update.Manifest;

/** The package {@code hotsplice-updates-<release>}: data only, for one kernel, with all its updates. */
public final class DebUpdatePackage {
    private static final String UPDATES = "usr/lib/hotsplice/updates/";

    private final UpdateSet set;
    private final DebVersion version;
    private final PackageOptions options;
    private final Instant time;

    /** @param time what every file and the changelog carry */
    public DebUpdatePackage(UpdateSet set, DebVersion version, PackageOptions options, Instant time) {
        this.set = set;
        this.version = version;
        this.options = options;
        this.time = time;
    }

    /** {@return the package's name} */
    public String name() {
        return ExtractedPackage.PREFIX
                + ExtractedPackage.debianName(set.kernel().release());
    }

    /** {@return the file's name} */
    public String fileName() {
        return name() + "_" + version + "_amd64.deb";
    }

    /** {@return the file's bytes} */
    public byte[] write(Compression compression) throws IOException {
        List<DebFile> files = new ArrayList<>();
        String folder = UPDATES + set.kernel().release() + "/";
        for (SignedBundle bundle : set.bundles()) {
            bundle.files()
                    .forEach((name, content) ->
                            files.add(new DebFile(folder + bundle.manifest().id() + "/" + name, content)));
        }
        options.files(set.kernel().release())
                .forEach((path, bytes) -> files.add(new DebFile(path, ByteBuffer.wrap(bytes))));
        String documents = "usr/share/doc/" + name() + "/";
        files.add(text(documents + "copyright", DebTexts.copyright()));
        byte[] changelog = changelog().getBytes(StandardCharsets.UTF_8);
        files.add(new DebFile(documents + "changelog.gz", ByteBuffer.wrap(Compression.GZIP.compress(changelog))));
        return new DebWriter(time, compression).write(control(), files);
    }

    private Map<String, String> control() {
        Map<String, String> control = new LinkedHashMap<>();
        control.put("Package", name());
        control.put("Version", version.value());
        control.put("Architecture", "amd64");
        control.put("Maintainer", options.maintainer());
        control.put("Depends", "hotsplice");
        control.put(
                "Recommends",
                "linux-image-" + ExtractedPackage.debianName(set.kernel().release()));
        control.put("Provides", "hotsplice-updates");
        control.put("Section", "kernel");
        control.put("Priority", "optional");
        control.put("Hotsplice-Kernel-Release", set.kernel().release());
        control.put("Hotsplice-Kernel-Build-Id", set.kernel().buildId());
        control.put("Hotsplice-Sequence", Long.toString(set.sequence()));
        if (!set.cves().isEmpty()) {
            control.put("Hotsplice-Cves", String.join(" ", set.cves()));
        }
        if (!options.unfixed().isEmpty()) {
            control.put("Hotsplice-Unfixed-Cves", String.join(" ", options.unfixed()));
        }
        control.put("Description", DebTexts.description(set, options.unfixed()));
        return control;
    }

    private String changelog() {
        StringBuilder text = new StringBuilder();
        List<Manifest> newestFirst = new ArrayList<>(set.manifests());
        java.util.Collections.reverse(newestFirst);
        for (Manifest manifest : newestFirst) {
            text.append("  * ").append(manifest.id()).append(": ").append(manifest.description());
            if (!manifest.cves().isEmpty()) {
                text.append("\n    (")
                        .append(String.join(", ", manifest.cves()))
                        .append(')');
            }
            text.append('\n');
        }
        return DebTexts.changelog(name(), version, text.toString(), options.maintainer(), time);
    }

    private static DebFile text(String path, String content) {
        return new DebFile(path, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
    }
}
