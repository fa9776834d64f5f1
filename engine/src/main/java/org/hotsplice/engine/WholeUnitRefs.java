/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotsplice.engine.kernel.Folders;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.match.MatchPlanner;
import org.hotsplice.engine.match.PartPlan;
import org.hotsplice.engine.match.PartRequest;
import org.hotsplice.engine.match.RefFunction;
import org.hotsplice.engine.match.RefUnit;
import org.hotsplice.engine.match.UnitMatch;
import org.hotsplice.engine.module.UpdateModules;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;

/**
 * A ref module for each of several units of the kernel, with all functions that stay in memory. A running kernel loads
 * it if all of them are what runs there.
 *
 * <p>{@code index.tsv} beside the modules has a line for each: its file, the unit, and how many functions and bytes it
 * has; for a unit that no module could be made of, {@code -} in place of the file, and the reason behind it.
 */
public final class WholeUnitRefs {
    private final PreparedKernel kernel;
    private final Path folder;
    private final ProcessRunner runner;
    private final List<PartPlan> plans = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int modules;

    /**
     * No modules yet.
     *
     * @param kernel the kernel that they are for
     * @param folder where they are written
     */
    public WholeUnitRefs(PreparedKernel kernel, Path folder, ProcessRunner runner) throws IOException {
        this.kernel = kernel;
        this.folder = Files.createDirectories(folder);
        this.runner = runner;
        Files.deleteIfExists(index());
    }

    /** Plans a unit's module, unless it has nothing but code that runs at start. */
    void add(UnitMatch match, TargetImages images) throws RefusedException {
        String unit = match.ref().unit();
        List<String> functions = match.ref().functions().stream()
                .filter(function -> !function.isInit() && !match.absent().contains(function))
                .filter(match.ref()::isMatchable)
                .map(RefFunction::name)
                .toList();
        if (functions.isEmpty()) {
            return;
        }
        UpdateId id = new UpdateId(String.format(Locale.ROOT, "unit-%04d", modules + 1));
        RefUnit all = new RefUnit(unit, Optional.of(match.ref().object()), List.of(), functions, List.of());
        try {
            plans.add(MatchPlanner.plan(
                    new PartRequest(id, 0, images.kernel(), images.kernel(), images.exported(), List.of(all))));
            modules++;
        } catch (RefusedException e) {
            lines.add(String.join("\t", "-", unit, "0", "0", e.getMessage()));
        }
    }

    /** Builds what was planned since the last time. */
    void build() throws IOException, RefusedException {
        if (!plans.isEmpty()) {
            Path build = Files.createTempDirectory(folder, "build");
            List<UpdateModules.Part> parts = plans.stream()
                    .map(plan -> new UpdateModules.Part(plan, Optional.empty()))
                    .toList();
            List<UpdateModules.Built> built = new UpdateModules(kernel, build, runner, Progress.SILENT).build(parts);
            for (int i = 0; i < built.size(); i++) {
                lines.add(moved(built.get(i).file(), plans.get(i)));
            }
            Folders.delete(build);
            plans.clear();
        }
        Files.write(index(), lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines.clear();
    }

    private String moved(Path file, PartPlan plan) throws IOException {
        String name = file.getFileName().toString();
        Files.move(file, folder.resolve(name));
        long bytes = plan.functions().stream()
                .mapToLong(matched -> matched.function().size())
                .sum();
        return String.join(
                "\t",
                name,
                plan.functions().get(0).function().unit(),
                String.valueOf(plan.functions().size()),
                String.valueOf(bytes));
    }

    private Path index() {
        return folder.resolve("index.tsv");
    }
}
