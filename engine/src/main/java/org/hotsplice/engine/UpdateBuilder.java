/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.hotsplice.engine.kbuild.ThreeWayBuild;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.engine.report.ReviewReport;
import org.hotsplice.engine.report.Surroundings;
import org.hotsplice.update.Manifest;
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
     * @param folder where logs and objects of this run go; empty
     * @param jobs how many programs may run at once
     */
    public UpdateBuilder(PreparedKernel kernel, Path folder, int jobs, Progress progress) {
        this.kernel = kernel;
        this.folder = folder;
        this.jobs = jobs;
        this.progress = progress;
    }

    /**
     * An update whose modules are not built yet: all is known that can be refused.
     *
     * @param request what was asked for
     * @param parts its parts
     */
    public record Planned(UpdateRequest request, List<MatchStage.Part> parts) {
        public Planned {
            parts = List.copyOf(parts);
        }

        /** {@return the changed units with their functions} */
        public List<UnitChange> changes() {
            return parts.stream().flatMap(part -> part.changes().stream()).toList();
        }

        /** Adds the changed units to a report, with what the shipped kernel tells about the use of their functions. */
        public void describe(ReviewReport report) throws IOException {
            for (MatchStage.Part part : parts) {
                Map<String, Surroundings> surroundings = TargetSurroundings.of(part);
                for (UnitChange change : part.changes()) {
                    report.add(
                            change.target(),
                            change.diff(),
                            change.plan().issues(),
                            Objects.requireNonNull(surroundings.get(change.unit())));
                }
            }
        }

        /** {@return what was proven of the update, and what the kernel will check again, as sentences} */
        public List<String> safety() {
            int matched = parts.stream()
                    .flatMap(part -> part.plan().units().stream())
                    .mapToInt(unit -> unit.ref().functions().size())
                    .sum();
            int redirects = parts.stream()
                    .mapToInt(part -> part.plan().redirects().size())
                    .sum();
            return List.of(
                    matched
                            + " functions of the unpatched units equal the shipped kernel's bytes, so source, configuration"
                            + " and compiler are the kernel's own",
                    "no initial value of live data, no layout and no exported interface changes without a hook",
                    "the kernel compares the running bytes of each replaced function again before anything changes",
                    written(redirects) + ", and only when no task is inside a function that changes",
                    "reversal puts the same bytes back");
        }
    }

    private static String written(int redirects) {
        return switch (redirects) {
            case 0 -> "no function is redirected; the hooks run in one freeze";
            case 1 -> "the jump is written in one freeze";
            default -> "all " + redirects + " jumps are written in one freeze";
        };
    }

    /** Compiles, differences and matches. {@return the update, up to its modules} */
    public Planned plan(UpdateRequest request) throws IOException, RefusedException {
        DifferenceStage differences = new DifferenceStage(request.change().diff(), jobs, progress);
        ThreeWayBuild build = new ThreeWayBuild(request.change(), kernel, folder, jobs, progress);
        // The shipped image is read while the compilers work.
        TargetImages images = Workers.beside(() -> build.run(differences::take), () -> new TargetImages(kernel));
        List<UnitChange> changes = differences.changes();
        SharedData.check(request, changes);
        return new Planned(request, new MatchStage(request.id(), images, progress).run(changes));
    }

    /**
     * Builds the modules and writes the bundle.
     *
     * @param planned the update
     * @param report makes the review report, while the modules are built
     * @param output where the folder named after the update is made
     */
    public Manifest write(Planned planned, Callable<String> report, Path output) throws IOException, RefusedException {
        progress.step("writing the update's modules");
        return new WriteStage(planned.request(), kernel, folder, progress).run(planned.parts(), report, output);
    }
}
