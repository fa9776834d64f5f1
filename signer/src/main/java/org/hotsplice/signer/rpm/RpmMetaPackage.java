/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.hotsplice.signer.bundle.ExtractedPackage;
import org.hotsplice.signer.bundle.MetaPackage;
import org.hotsplice.signer.deb.Compression;
import org.hotsplice.signer.deb.DebVersion;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.RefusedException;

/** The package that follows the newest kernel, as a signed RPM. */
public final class RpmMetaPackage {
    private final MetaPackage meta;
    private final DebVersion version;
    private final String maintainer;
    private final Instant time;

    /** @param time what every file, the changelog and the signature carry */
    public RpmMetaPackage(MetaPackage meta, DebVersion version, String maintainer, Instant time) {
        this.meta = meta;
        this.version = version;
        this.maintainer = maintainer;
        this.time = time;
    }

    /** {@return the file's name} */
    public String fileName() {
        return RpmSpec.fileName(meta.name(), version, RpmSpec.NOARCH);
    }

    /** {@return the file's bytes, with the header signed} */
    public byte[] write(Compression compression, SigningIdentity identity) throws IOException, RefusedException {
        String text = String.join("\n", meta.description());
        String documents = "/usr/share/doc/" + meta.name();
        ByteBuffer readme = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        return new RpmSpec(meta.name(), version, RpmSpec.NOARCH, maintainer, time)
                .texts(
                        "Live updates for the newest Linux kernel (" + meta.flavour() + ")",
                        text,
                        "- It follows " + meta.release() + ".")
                .requires(List.of(RpmDependency.any(ExtractedPackage.PREFIX + meta.release())))
                .write(
                        List.of(RpmEntry.folder(documents), new RpmEntry(documents + "/README", false, true, readme)),
                        compression,
                        identity);
    }
}
