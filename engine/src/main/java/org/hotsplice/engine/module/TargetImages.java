/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.image.KernelImage;
import org.hotsplice.engine.image.ModuleImage;
import org.hotsplice.engine.image.TargetImage;
import org.hotsplice.engine.kbuild.Unit;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** The images that a kernel and its modules were shipped as, each read once. */
public final class TargetImages {
    private final PreparedKernel kernel;
    private final KernelImage vmlinux;
    private final Map<String, ModuleImage> modules = new HashMap<>();
    private final Map<String, Path> files = new HashMap<>();

    /** Reads the kernel's own image. */
    public TargetImages(PreparedKernel kernel) throws IOException {
        this.kernel = kernel;
        this.vmlinux = KernelImage.read(kernel.image());
    }

    /** {@return the kernel's own image} */
    public KernelImage kernel() {
        return vmlinux;
    }

    /** {@return the image of {@code vmlinux} or of the module of this name} */
    public TargetImage of(String target) throws IOException, RefusedException {
        if (target.equals(Unit.VMLINUX)) {
            return vmlinux;
        }
        ModuleImage known = modules.get(target);
        if (known == null) {
            known = ModuleImage.read(file(target));
            modules.put(target, known);
        }
        return known;
    }

    private Path file(String module) throws IOException, RefusedException {
        if (files.isEmpty()) {
            try (Stream<Path> all = Files.walk(kernel.modules().resolve("kernel"), FileVisitOption.FOLLOW_LINKS)) {
                all.forEach(path -> name(path).ifPresent(name -> files.putIfAbsent(name, path)));
            }
        }
        Path found = files.get(module);
        if (found == null) {
            throw new RefusedException(
                    Issue.of(EngineIssue.KERNEL_INPUT_MISSING, kernel.modules().toString(), "module", module));
        }
        return found;
    }

    /** {@return the module's name, from the name of its file: nf_tables.ko, nf-tables.ko.xz} */
    private static Optional<String> name(Path path) {
        String file = String.valueOf(path.getFileName());
        int suffix = file.indexOf(".ko");
        boolean isModule = suffix > 0 && (file.endsWith(".ko") || file.startsWith(".", suffix + 3));
        return isModule ? Optional.of(file.substring(0, suffix).replace('-', '_')) : Optional.empty();
    }
}
