/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.hotsplice.engine.image.KernelImage;
import org.hotsplice.engine.image.ModuleImage;
import org.hotsplice.engine.image.TargetImage;
import org.hotsplice.engine.kbuild.Unit;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.kernel.ShippedModules;
import org.hotsplice.engine.match.ModuleSymvers;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;

/** The shipped image of a kernel and of each of its modules, and what they export; each read once. */
final class TargetImages {
    private final PreparedKernel prepared;
    private final KernelImage kernel;
    private final ModuleSymvers exported;
    private final Map<String, TargetImage> read = new HashMap<>();

    /** Looked for when the first module is asked for: most updates have none. */
    private @Nullable ShippedModules modules;

    TargetImages(PreparedKernel prepared) throws IOException {
        this.prepared = prepared;
        this.kernel = KernelImage.read(prepared.image());
        this.exported = ModuleSymvers.read(prepared.symvers());
        read.put(Unit.VMLINUX, kernel);
    }

    KernelImage kernel() {
        return kernel;
    }

    ModuleSymvers exported() {
        return exported;
    }

    /** {@return the image of {@code vmlinux} or of the module of that name} */
    TargetImage of(String target) throws IOException, RefusedException {
        TargetImage known = read.get(target);
        if (known == null) {
            if (modules == null) {
                modules = ShippedModules.of(prepared);
            }
            known = ModuleImage.read(modules.file(target));
            read.put(target, known);
        }
        return known;
    }
}
