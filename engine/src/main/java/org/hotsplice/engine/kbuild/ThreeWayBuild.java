/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.patch.FileChange;
import org.hotsplice.engine.patch.PatchSeries;
import org.hotsplice.engine.patch.PatchTool;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;

/** Compiles the units that a diff affects, three ways, and no other unit. */
public final class ThreeWayBuild {
    /** For so few units, reading all headers would take longer than preprocessing. */
    private static final int FEW = 16;

    private final PatchSeries change;
    private final PreparedKernel kernel;
    private final Path folder;
    private final int jobs;
    private final Progress progress;
    private final UnitIndex index;
    private final ProcessRunner patching;
    private final ProcessRunner compiling;
    private final UnitCompiler compiler;
    private final PatchHeader header;

    /**
     * A build of one change.
     *
     * @param change the change
     * @param kernel the kernel
     * @param folder where post objects and logs go
     * @param jobs how many compilers may run at once
     */
    public ThreeWayBuild(PatchSeries change, PreparedKernel kernel, Path folder, int jobs, Progress progress)
            throws IOException, RefusedException {
        this.change = change;
        this.kernel = kernel;
        this.folder = folder;
        this.jobs = jobs;
        this.progress = progress;
        this.index = UnitIndex.of(kernel, jobs, progress);
        this.patching = new ProcessRunner(folder.resolve("logs/patch.log"));
        this.compiling = new ProcessRunner(folder.resolve("logs/compile.log"));
        this.compiler = new UnitCompiler(kernel, index, compiling, jobs);
        this.header = PatchHeader.write(folder.resolve("include"));
    }

    /** Is given the objects as they are made, and may refuse them before more are made. */
    public interface Receiver {
        void take(List<UnitBuild> builds) throws IOException, RefusedException;
    }

    /** Compiles the units whose own source changes, and then those that notice a change of what they include. */
    public void run(Receiver receiver) throws IOException, RefusedException {
        AffectedUnits affected = AffectedUnits.find(change.diff(), kernel, index, jobs, progress);
        affected.remarks().forEach(progress::remark);
        try (WorkTree patched = WorkTree.acquire(kernel, patching);
                WorkTree before = withEarlierPatches()) {
            applyEarlierPatches(patched);
            patched.apply(change.diff(), new PatchTool(patching), folder).forEach(progress::remark);
            Set<String> gone = new TreeSet<>();
            if (!affected.makefiles().isEmpty()) {
                MakefileChange makefiles = MakefileChange.find(affected.makefiles(), kernel, index, patched, compiling);
                makefiles.removed().forEach(unit -> gone.add(unit.object()));
                List<UnitBuild> comeAndGo = comeAndGo(makefiles, patched);
                if (!comeAndGo.isEmpty()) {
                    receiver.take(comeAndGo);
                }
            }
            requireGone(affected.removed(), gone);
            if (!affected.certain().isEmpty()) {
                receiver.take(compile(affected.certain(), before, patched));
            }
            List<Unit> noticing = noticing(affected.possible(), before, patched);
            if (!noticing.isEmpty()) {
                receiver.take(compile(noticing, before, patched));
            }
        }
    }

    /** {@return a tree with the patches of earlier updates; null where there are none} */
    private @Nullable WorkTree withEarlierPatches() throws IOException, RefusedException {
        if (change.applied().isEmpty()) {
            return null;
        }
        WorkTree before = WorkTree.acquire(kernel, patching);
        try {
            applyEarlierPatches(before);
        } catch (IOException | RefusedException | RuntimeException failed) {
            before.close();
            throw failed;
        }
        return before;
    }

    private void applyEarlierPatches(WorkTree tree) throws IOException, RefusedException {
        for (UnifiedDiff earlier : change.applied()) {
            tree.apply(earlier, new PatchTool(patching), folder);
        }
    }

    private static void requireGone(List<Unit> removed, Set<String> gone) throws RefusedException {
        for (Unit unit : removed) {
            if (!gone.contains(unit.object())) {
                throw new RefusedException(Issue.of(
                        EngineIssue.COMPILE_FAILED,
                        unit.object(),
                        "post",
                        "the patch removes its source, but the makefile still builds it",
                        "none"));
            }
        }
    }

    /** Compiles the units that the patch adds or removes, against nothing. */
    private List<UnitBuild> comeAndGo(MakefileChange makefiles, WorkTree patched) throws IOException, RefusedException {
        List<UnitBuild> builds = new ArrayList<>();
        Path nothing = compiler.compileNothing(folder.resolve("nothing.o"));
        for (Unit unit : makefiles.added()) {
            Path post =
                    compiler.compileAdded(unit, patched, folder.resolve("post").resolve(unit.object()), header);
            for (String target : unit.targets()) {
                builds.add(new UnitBuild(
                        compiler.source(unit),
                        target,
                        Optional.empty(),
                        Optional.of(nothing),
                        Optional.empty(),
                        Optional.of(post)));
            }
        }
        compiler.compileUnpatched(makefiles.removed());
        for (Unit unit : makefiles.removed()) {
            for (String target : unit.targets()) {
                builds.add(new UnitBuild(
                        compiler.source(unit),
                        target,
                        Optional.of(compiler.ref(unit)),
                        Optional.of(compiler.pre(unit)),
                        Optional.empty(),
                        Optional.of(nothing)));
            }
        }
        return builds;
    }

    /** {@return those of the possible units whose object can change} */
    private List<Unit> noticing(List<Unit> possible, @Nullable WorkTree before, WorkTree patched)
            throws IOException, RefusedException {
        List<Unit> left = possible;
        Path tree = before == null ? kernel.tree() : before.tree();
        if (left.size() > FEW) {
            progress.step("looking which of " + left.size() + " units use what changes");
            IncludeGraph graph = IncludeGraph.of(kernel, false, jobs, progress);
            List<String> sources = left.stream().map(compiler::source).toList();
            left = new HeaderReach(tree, graph, jobs).noticing(included(), patched.tree(), left, sources);
        }
        if (!left.isEmpty()) {
            progress.step("preprocessing " + count(left) + " that can use what changes");
            left = new PreprocessFilter(kernel, index, compiling, jobs).differing(left, tree, patched, header);
        }
        return left;
    }

    /** {@return the changed files that are no units themselves} */
    private List<String> included() {
        return change.diff().changes().stream()
                .filter(FileChange::existsBefore)
                .map(FileChange::oldPath)
                .filter(path -> ChangedPath.of(path) == ChangedPath.CODE
                        && index.bySource(path).isEmpty())
                .toList();
    }

    private List<UnitBuild> compile(List<Unit> units, @Nullable WorkTree before, WorkTree patched)
            throws IOException, RefusedException {
        progress.step("compiling " + count(units) + ": ref, pre and post");
        compiler.compileUnpatched(units);
        List<Optional<Path>> applied = before == null
                ? Collections.nCopies(units.size(), Optional.empty())
                : patched(units, before, folder.resolve("applied"));
        List<Optional<Path>> post = patched(units, patched, folder.resolve("post"));
        List<UnitBuild> builds = new ArrayList<>();
        for (int number = 0; number < units.size(); number++) {
            Unit unit = units.get(number);
            for (String target : unit.targets()) {
                builds.add(new UnitBuild(
                        compiler.source(unit),
                        target,
                        Optional.of(compiler.ref(unit)),
                        Optional.of(compiler.pre(unit)),
                        applied.get(number),
                        post.get(number)));
            }
        }
        return builds;
    }

    private List<Optional<Path>> patched(List<Unit> units, WorkTree tree, Path outputs)
            throws IOException, RefusedException {
        List<String> found = List.of(header.argument());
        List<Callable<Optional<Path>>> tasks = new ArrayList<>();
        for (Unit unit : units) {
            tasks.add(() -> Optional.of(compiler.compilePatched(unit, tree, outputs.resolve(unit.object()), found)));
        }
        return Workers.all(tasks, jobs);
    }

    private static String count(List<Unit> units) {
        return units.size() + (units.size() == 1 ? " unit" : " units");
    }
}
