/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.ManifestJson;
import org.hotsplice.update.RefusedException;

/**
 * A bundle whose signatures nobody looked at: whole, but not to be trusted. For the tools that review, sign and pack.
 *
 * @param folder where it lies
 * @param manifest what its manifest says
 * @param contents its files by name, each of the size and digest that the manifest says
 */
public record DraftBundle(Path folder, Manifest manifest, Map<String, ByteBuffer> contents) {
    public DraftBundle {
        contents = Map.copyOf(contents);
    }

    /** {@return the bundle in this folder} */
    public static DraftBundle read(Path folder) throws IOException, RefusedException {
        BundleFolder opened = BundleFolder.open(folder);
        Manifest manifest = ManifestJson.read(opened.manifestBytes());
        return new DraftBundle(folder, manifest, opened.contents(manifest));
    }
}
