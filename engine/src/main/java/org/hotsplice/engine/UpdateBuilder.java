/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.nio.file.Path;
import org.hotsplice.engine.kbuild.ThreeWayBuild;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.update.RefusedException;

/** Makes an update of a kernel from a diff: the order of the stages. */
public final class UpdateBuilder {
    private final PreparedKernel kernel;
    private final Path folder;
    private final int jobs;
    private final Progress progress;

    /**
     * A builder for one update.
     *
     * @param kernel the kernel that it is for
     * @param folder where logs and objects of this run go
     * @param jobs how many programs may run at once
     */
    public UpdateBuilder(PreparedKernel kernel, Path folder, int jobs, Progress progress) {
        this.kernel = kernel;
        this.folder = folder;
        this.jobs = jobs;
        this.progress = progress;
    }

    /** Compiles the affected units. */
    public ThreeWayBuild compile(UnifiedDiff diff) throws IOException, RefusedException {
        return ThreeWayBuild.run(diff, kernel, folder, jobs, progress);
    }
}
