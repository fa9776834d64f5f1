/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.update.trust.SignedManifest;

/**
 * The signed manifests by which updates were put in force, by the updates' names. What is in force is judged by these,
 * whatever comes to lie where its files were.
 */
public final class Warrants {
    private final Path file;

    public Warrants(Path folder) {
        file = folder.resolve("in-force");
    }

    /** {@return what was kept; an entry that a crash has damaged is left out} */
    public Map<String, SignedManifest> read() throws IOException {
        Map<String, SignedManifest> warrants = new LinkedHashMap<>();
        for (Map<String, String> block : Blocks.read(file)) {
            signed(block).ifPresent(signed -> warrants.put(block.getOrDefault("id", ""), signed));
        }
        return warrants;
    }

    /** Keeps these and no others. */
    public void keep(Map<String, SignedManifest> warrants) throws IOException {
        if (warrants.equals(read())) {
            return;
        }
        List<Map<String, String>> blocks = new ArrayList<>();
        warrants.forEach((id, signed) -> {
            Map<String, String> block = new LinkedHashMap<>();
            block.put("id", id);
            block.put("manifest", Base64.getEncoder().encodeToString(signed.manifestBytes()));
            block.put("signatures", Base64.getEncoder().encodeToString(signed.signatureBytes()));
            blocks.add(block);
        });
        Blocks.write(file, blocks);
    }

    private static Optional<SignedManifest> signed(Map<String, String> block) {
        try {
            return Optional.of(new SignedManifest(
                    decoded(block.getOrDefault("manifest", "")), decoded(block.getOrDefault("signatures", ""))));
        } catch (IllegalArgumentException e) {
            // Without its warrant an update is judged by the files that are installed.
            return Optional.empty();
        }
    }

    private static ByteBuffer decoded(String text) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text));
    }
}
