/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.bundle.ExtractedPackage;
import org.hotsplice.signer.bundle.MetaPackage;

/** The package that follows the newest kernel, as a .deb. */
public final class DebMetaPackage {
    private final MetaPackage meta;
    private final DebVersion version;
    private final String maintainer;
    private final Instant time;

    /** @param time what every file and the changelog carry */
    public DebMetaPackage(MetaPackage meta, DebVersion version, String maintainer, Instant time) {
        this.meta = meta;
        this.version = version;
        this.maintainer = maintainer;
        this.time = time;
    }

    /** {@return the file's name} */
    public String fileName() {
        return meta.name() + "_" + version + "_amd64.deb";
    }

    /** {@return the file's bytes} */
    public byte[] write(Compression compression) throws IOException {
        String documents = "usr/share/doc/" + meta.name() + "/";
        String changes = "  * It follows " + meta.release() + ".\n";
        byte[] changelog = DebTexts.changelog(meta.name(), version, changes, maintainer, time)
                .getBytes(StandardCharsets.UTF_8);
        byte[] copyright = DebTexts.copyright().getBytes(StandardCharsets.UTF_8);
        return new DebWriter(time, compression)
                .write(
                        control(),
                        List.of(
                                new DebFile(documents + "copyright", ByteBuffer.wrap(copyright)),
                                new DebFile(
                                        documents + "changelog.gz",
                                        ByteBuffer.wrap(Compression.GZIP.compress(changelog)))));
    }

    private Map<String, String> control() {
        Map<String, String> control = new LinkedHashMap<>();
        control.put("Package", meta.name());
        control.put("Version", version.value());
        control.put("Architecture", "amd64");
        control.put("Maintainer", maintainer);
        control.put("Depends", ExtractedPackage.PREFIX + ExtractedPackage.debianName(meta.release()));
        control.put("Section", "metapackages");
        control.put("Priority", "optional");
        control.put("Description", meta.summary() + "\n " + String.join("\n ", meta.description()));
        return control;
    }
}
