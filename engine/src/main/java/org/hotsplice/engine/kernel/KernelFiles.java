/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * What a kernel was built from and what came out.
 *
 * @param source the kernel source: a folder, or a tar archive with one folder in it
 * @param config the kernel's configuration
 * @param image its boot image
 * @param modules the folder with its modules, {@code lib/modules/RELEASE}
 * @param symvers its {@code Module.symvers}
 */
public record KernelFiles(Path source, Path config, Path image, Path modules, Path symvers) {
    /** Refuses unless every file is there. */
    public void require() throws RefusedException {
        if (!Files.exists(source)) {
            throw missing("source", source);
        }
        require("configuration", config);
        require("image", image);
        require("Module.symvers", symvers);
        if (!Files.isDirectory(modules)) {
            throw missing("modules", modules);
        }
    }

    private static void require(String what, Path file) throws RefusedException {
        if (!Files.isRegularFile(file)) {
            throw missing(what, file);
        }
    }

    private static RefusedException missing(String what, Path file) {
        return new RefusedException(Issue.of(EngineIssue.KERNEL_INPUT_MISSING, "kernel", what, file));
    }
}
