/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.patch.PatchTool;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.update.RefusedException;

/**
 * Compiles the units that a diff affects, three ways, and no other unit.
 *
 * @param builds the objects, ordered by unit and target
 * @param remarks what a person should know
 */
public record ThreeWayBuild(List<UnitBuild> builds, List<String> remarks) {
    public ThreeWayBuild {
        builds = List.copyOf(builds);
        remarks = List.copyOf(remarks);
    }

    /**
     * Compiles.
     *
     * @param diff the change
     * @param kernel the kernel
     * @param folder where post objects and logs go
     * @param jobs how many compilers may run at once
     */
    public static ThreeWayBuild run(UnifiedDiff diff, PreparedKernel kernel, Path folder, int jobs, Progress progress)
            throws IOException, RefusedException {
        UnitIndex index = UnitIndex.of(kernel, jobs, progress);
        AffectedUnits affected = AffectedUnits.find(diff, kernel, index, jobs, progress);
        ProcessRunner patching = new ProcessRunner(folder.resolve("logs/patch.log"));
        ProcessRunner compiling = new ProcessRunner(folder.resolve("logs/compile.log"));
        List<String> remarks = new ArrayList<>(affected.remarks());
        try (WorkTree patched = WorkTree.acquire(kernel, patching)) {
            remarks.addAll(patched.apply(diff, new PatchTool(patching), folder));
            List<Unit> units = new ArrayList<>(affected.certain());
            if (!affected.possible().isEmpty()) {
                progress.step("preprocessing " + affected.possible().size() + " units that may include what changes");
                units.addAll(
                        new PreprocessFilter(kernel, index, compiling, jobs).differing(affected.possible(), patched));
            }
            progress.step(
                    "compiling " + units.size() + (units.size() == 1 ? " unit" : " units") + ": ref, pre and post");
            UnitCompiler compiler = new UnitCompiler(kernel, index, compiling, jobs);
            compiler.compileUnpatched(units);
            return new ThreeWayBuild(compilePatched(units, compiler, patched, folder, jobs), remarks);
        }
    }

    private static List<UnitBuild> compilePatched(
            List<Unit> units, UnitCompiler compiler, WorkTree patched, Path folder, int jobs)
            throws IOException, RefusedException {
        List<Callable<Path>> tasks = new ArrayList<>();
        for (Unit unit : units) {
            Path output = folder.resolve("post").resolve(unit.object());
            tasks.add(() -> compiler.compilePatched(unit, patched, output));
        }
        List<Path> objects = Workers.all(tasks, jobs);
        List<UnitBuild> builds = new ArrayList<>();
        for (int number = 0; number < units.size(); number++) {
            Unit unit = units.get(number);
            Path post = objects.get(number);
            String source = compiler.source(unit);
            for (String target : unit.targets()) {
                builds.add(new UnitBuild(
                        source,
                        target,
                        Optional.of(compiler.ref(unit)),
                        Optional.of(compiler.pre(unit)),
                        Optional.of(post)));
            }
        }
        return builds;
    }
}
