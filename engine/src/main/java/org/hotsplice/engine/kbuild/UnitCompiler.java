/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.kernel.BuildEnvironment;
import org.hotsplice.engine.kernel.KernelConfig;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * Compiles units: ref by kbuild itself, pre and post by the command that kbuild saved for ref, with a section for each
 * function and data object. Objects of the unpatched source are kept with the kernel.
 */
public final class UnitCompiler {
    private static final List<String> SECTIONS = List.of("-ffunction-sections", "-fdata-sections");

    /** So many targets of one folder are given to one make; enough to hide its start, few enough to share the work. */
    private static final int TARGETS_AT_ONCE = 8;

    private final PreparedKernel kernel;
    private final UnitIndex index;
    private final ProcessRunner runner;
    private final int jobs;
    private final FolderLocks locks;

    public UnitCompiler(PreparedKernel kernel, UnitIndex index, ProcessRunner runner, int jobs) {
        this.kernel = kernel;
        this.index = index;
        this.runner = runner;
        this.jobs = jobs;
        this.locks = new FolderLocks(kernel.locks());
    }

    private Path kept(Unit unit, String suffix) {
        return kernel.folder().resolve("objects").resolve(unit.stem() + suffix);
    }

    /** {@return the kept ref object of a unit that was compiled} */
    public Path ref(Unit unit) {
        return kept(unit, ".ref.o");
    }

    /** {@return the kept pre object of a unit that was compiled} */
    public Path pre(Unit unit) {
        return kept(unit, ".pre.o");
    }

    /** {@return the source that the unit is compiled from, relative to the tree} */
    public String source(Unit unit) {
        String assembly = unit.stem() + ".S";
        return Files.isRegularFile(kernel.tree().resolve(unit.stem() + ".c"))
                        || !Files.isRegularFile(kernel.tree().resolve(assembly))
                ? unit.stem() + ".c"
                : assembly;
    }

    /** {@return the command by which kbuild made the unit's ref object} */
    public SavedCommand command(Unit unit) throws IOException, RefusedException {
        return SavedCommand.read(kept(unit, ".cmd"));
    }

    /** Compiles ref and pre of those units that are not kept yet. */
    public void compileUnpatched(List<Unit> units) throws IOException, RefusedException {
        List<Unit> missing =
                units.stream().filter(unit -> Files.notExists(ref(unit))).toList();
        if (!missing.isEmpty()) {
            Workers.all(refTasks(missing), jobs);
        }
        List<Callable<Path>> tasks = new ArrayList<>();
        for (Unit unit : units) {
            if (Files.notExists(pre(unit))) {
                tasks.add(() -> replay("pre", unit, command(unit), kernel.tree(), pre(unit), List.of()));
            }
        }
        Workers.all(tasks, jobs);
    }

    private List<Callable<Integer>> refTasks(List<Unit> units) throws IOException, RefusedException {
        Map<String, List<Unit>> byFolder = new TreeMap<>();
        units.forEach(unit -> byFolder.computeIfAbsent(unit.folder(), none -> new ArrayList<>())
                .add(unit));
        KbuildQuery query = new KbuildQuery(kernel.tree(), runner);
        FolderEnvironments environments =
                new FolderEnvironments(index, query, BuildEnvironment.read(kernel.environment()));
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (Map.Entry<String, List<Unit>> folder : byFolder.entrySet()) {
            FolderEnvironments.Entry entry = environments.of(folder.getKey());
            List<Unit> all = folder.getValue();
            for (int from = 0; from < all.size(); from += TARGETS_AT_ONCE) {
                List<Unit> some = all.subList(from, Math.min(all.size(), from + TARGETS_AT_ONCE));
                tasks.add(() -> makeRefs(query, entry, some));
            }
        }
        return tasks;
    }

    private int makeRefs(KbuildQuery query, FolderEnvironments.Entry entry, List<Unit> units)
            throws IOException, RefusedException {
        locks.holding(entry.descent().path(), () -> {
            List<Unit> missing =
                    units.stream().filter(unit -> Files.notExists(ref(unit))).toList();
            if (!missing.isEmpty()) {
                makeMissingRefs(query, entry, missing);
            }
        });
        return units.size();
    }

    private void makeMissingRefs(KbuildQuery query, FolderEnvironments.Entry entry, List<Unit> units)
            throws IOException, RefusedException {
        List<String> targets = units.stream().map(Unit::goal).toList();
        Finished made = query.build(entry.descent(), entry.environment(), targets);
        if (!made.succeeded()) {
            throw failed("ref", String.join(" ", targets), made);
        }
        for (Unit unit : units) {
            Path command = kernel.tree().resolve(unit.commandFile());
            keep(command, kept(unit, ".cmd"));
            Path object = newFile(ref(unit));
            Files.copy(kernel.tree().resolve(unit.object()), object, StandardCopyOption.REPLACE_EXISTING);
            if (!SavedCommand.read(command).runsObjtool()) {
                delayedObjtool("ref", unit, query, entry, object);
            }
            Files.move(object, ref(unit), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void keep(Path from, Path to) throws IOException {
        Path copy = newFile(to);
        Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path newFile(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new");
    }

    /**
     * Compiles the patched source of a unit.
     *
     * @param unit the unit
     * @param patched the tree with the patch
     * @param output the object to make
     * @param more arguments for the compiler
     */
    public Path compilePatched(Unit unit, WorkTree patched, Path output, List<String> more)
            throws IOException, RefusedException {
        SavedCommand command = command(unit);
        patched.link(command.dependencies());
        return replay("post", unit, command, patched.tree(), output, more);
    }

    /**
     * Compiles a unit that only the patched tree builds: by kbuild first, for the command, and then as the others.
     *
     * @param unit the unit
     * @param patched the tree with the patch
     * @param output the object to make
     * @param header what the patched source may include
     */
    Path compileAdded(Unit unit, WorkTree patched, Path output, PatchHeader header)
            throws IOException, RefusedException {
        patched.willChange(unit.object());
        patched.willChange(unit.commandFile());
        KbuildQuery query = new KbuildQuery(patched.tree(), runner);
        FolderEnvironments.Entry entry = environments().of(unit.folder());
        Finished made = query.build(entry.descent(), header.in(entry.environment()), List.of(unit.goal()));
        if (!made.succeeded()) {
            throw failed("post", unit.object(), made);
        }
        SavedCommand command = SavedCommand.read(patched.tree().resolve(unit.commandFile()));
        return replay("post", unit, command, patched.tree(), output, List.of(header.argument()));
    }

    /** {@return an object with nothing in it: what a unit is in the tree that does not build it} */
    Path compileNothing(Path output) throws IOException, RefusedException {
        Files.createDirectories(output.getParent());
        Command command = Command.in(
                kernel.tree(), kernel.compiler(), "-m64", "-c", "-x", "c", "-o", output.toString(), "/dev/null");
        Finished finished = runner.run(command);
        if (!finished.succeeded()) {
            throw failed("empty", output.toString(), finished);
        }
        return output;
    }

    private FolderEnvironments environments() throws IOException {
        return new FolderEnvironments(
                index, new KbuildQuery(kernel.tree(), runner), BuildEnvironment.read(kernel.environment()));
    }

    private Path replay(String which, Unit unit, SavedCommand command, Path tree, Path output, List<String> more)
            throws IOException, RefusedException {
        Path object = newFile(output);
        Path dependencies = object.resolveSibling(object.getFileName() + ".d");
        try {
            List<String> flags = new ArrayList<>(SECTIONS);
            flags.addAll(more);
            for (List<String> step : command.replayed(unit.object(), object, flags)) {
                Finished finished = runner.run(Command.in(tree, step));
                if (!finished.succeeded()) {
                    throw failed(which, unit.object(), finished);
                }
            }
            if (!command.runsObjtool()) {
                KbuildQuery query = new KbuildQuery(kernel.tree(), runner);
                FolderEnvironments environments =
                        new FolderEnvironments(index, query, BuildEnvironment.read(kernel.environment()));
                delayedObjtool(which, unit, query, environments.of(unit.folder()), object);
            }
            Files.move(object, output, StandardCopyOption.ATOMIC_MOVE);
            return output;
        } finally {
            Files.deleteIfExists(object);
            Files.deleteIfExists(dependencies);
        }
    }

    /**
     * Kernels with IBT or LTO run objtool only when they link (scripts/Makefile.lib, delay-objtool). The shipped code
     * has been through it, so the objects compared with it have to be as well.
     */
    private void delayedObjtool(String which, Unit unit, KbuildQuery query, FolderEnvironments.Entry entry, Path object)
            throws IOException, RefusedException {
        if (!KernelConfig.read(kernel.config()).isOn("OBJTOOL")) {
            return;
        }
        KbuildFolder folder = query.ask(entry.descent(), entry.environment());
        if (folder.words("delayed").stream().noneMatch("y"::equals)) {
            return;
        }
        List<String> words = new ArrayList<>();
        words.add("./tools/objtool/objtool");
        folder.words("objtool").stream().filter(word -> !word.isEmpty()).forEach(words::add);
        words.add("--link");
        if (unit.modular()) {
            words.add("--module");
        }
        words.add(object.toString());
        Finished finished = runner.run(Command.in(kernel.tree(), words));
        if (!finished.succeeded()) {
            throw failed(which, unit.object(), finished);
        }
    }

    private RefusedException failed(String which, String unit, Finished finished) {
        return new RefusedException(
                Issue.of(EngineIssue.COMPILE_FAILED, unit, which, finished.firstError(), runner.log()));
    }
}
