/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.bundle;

import java.io.IOException;
import java.nio.file.Path;

/** Files that appear whole: written beside, brought to the disk, then renamed. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes or replaces a file. On any failure the old one stays, and nothing is left beside it. */
    public static void write(Path file, byte[] bytes) throws IOException {
        try (StagedFiles staged = new StagedFiles()) {
            staged.add(file, bytes);
            staged.commit();
        }
    }
}
