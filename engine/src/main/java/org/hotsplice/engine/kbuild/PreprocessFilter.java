/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hotsplice.engine.ctext.PreprocessedChange;
import org.hotsplice.engine.kernel.BuildEnvironment;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.update.RefusedException;

/**
 * Leaves out units whose text, after preprocessing, is the same with and without the patch, or differs only in what the
 * unit makes no use of: a header that they include changed in a part that they do not see. Lines that only moved count
 * as the same; the differencer knows them too.
 */
final class PreprocessFilter {
    private static final int TARGETS_AT_ONCE = 64;
    private static final int LONGEST = 64 << 20;
    private static final List<String> FLAGS = List.of("-P", "-D__LINE__=0", "-Wno-builtin-macro-redefined", "-w");

    private final PreparedKernel kernel;
    private final UnitIndex index;
    private final ProcessRunner runner;
    private final int jobs;

    PreprocessFilter(PreparedKernel kernel, UnitIndex index, ProcessRunner runner, int jobs) {
        this.kernel = kernel;
        this.index = index;
        this.runner = runner;
        this.jobs = jobs;
    }

    /**
     * {@return those of the units whose text differs in what they use, or could not be compared}
     *
     * @param units the units
     * @param before the top of the tree without the change
     * @param patched the tree with it
     * @param header what the patched source, and that of earlier updates, may include
     */
    List<Unit> differing(List<Unit> units, Path before, WorkTree patched, PatchHeader header)
            throws IOException, RefusedException {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add(header.argument());
        KbuildQuery query = new KbuildQuery(kernel.tree(), runner);
        FolderEnvironments environments =
                new FolderEnvironments(index, query, BuildEnvironment.read(kernel.environment()));
        Map<String, List<Unit>> byFolder = new TreeMap<>();
        units.forEach(unit -> byFolder.computeIfAbsent(unit.folder(), none -> new ArrayList<>())
                .add(unit));
        List<Callable<List<Unit>>> tasks = new ArrayList<>();
        for (Map.Entry<String, List<Unit>> folder : byFolder.entrySet()) {
            List<Unit> all = folder.getValue();
            for (int from = 0; from < all.size(); from += TARGETS_AT_ONCE) {
                List<Unit> some = all.subList(from, Math.min(all.size(), from + TARGETS_AT_ONCE));
                tasks.add(() -> differing(query, environments.of(folder.getKey()), some, before, patched, flags));
            }
        }
        List<Unit> differing = new ArrayList<>();
        Workers.all(tasks, jobs).forEach(differing::addAll);
        return differing;
    }

    private List<Unit> differing(
            KbuildQuery query,
            FolderEnvironments.Entry entry,
            List<Unit> units,
            Path before,
            WorkTree patched,
            List<String> flags)
            throws IOException, RefusedException {
        List<String> targets = units.stream().map(Unit::goal).toList();
        Finished printed = query.dryRun(entry.descent(), entry.environment(), targets);
        List<Unit> differing = new ArrayList<>();
        for (Unit unit : units) {
            Optional<SavedCommand> command = DryRun.command(printed, unit.goal());
            if (command.isEmpty() || differs(unit, command.get(), before, patched, flags)) {
                differing.add(unit);
            }
        }
        return differing;
    }

    private boolean differs(Unit unit, SavedCommand command, Path tree, WorkTree patched, List<String> flags)
            throws IOException, RefusedException {
        List<String> words = command.preprocessing(unit.object(), flags);
        Optional<String> before = runner.text(Command.in(tree, words), LONGEST);
        Optional<String> after = runner.text(Command.in(patched.tree(), words), LONGEST);
        if (before.isEmpty() || after.isEmpty()) {
            return true;
        }
        boolean assembly = words.get(words.size() - 1).endsWith(".S");
        return assembly ? !before.equals(after) : PreprocessedChange.canMatter(before.get(), after.get());
    }
}
