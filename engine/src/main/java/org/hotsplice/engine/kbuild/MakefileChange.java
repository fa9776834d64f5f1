/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.kernel.BuildEnvironment;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * What a changed makefile builds that it did not build before, and the other way round. A makefile that compiles other
 * units in another way is refused: which units that changes, only a build of all of them could tell.
 *
 * @param added units that are built with the patch only
 * @param removed units that are built without the patch only
 */
record MakefileChange(List<Unit> added, List<Unit> removed) {
    MakefileChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** {@return what changes in those folders} */
    static MakefileChange find(
            List<String> folders, PreparedKernel kernel, UnitIndex index, WorkTree patched, ProcessRunner runner)
            throws IOException, RefusedException {
        KbuildQuery before = new KbuildQuery(kernel.tree(), runner);
        KbuildQuery after = new KbuildQuery(patched.tree(), runner);
        FolderEnvironments environments =
                new FolderEnvironments(index, before, BuildEnvironment.read(kernel.environment()));
        List<Unit> added = new ArrayList<>();
        List<Unit> removed = new ArrayList<>();
        for (String folder : folders) {
            if (index.way(folder).isEmpty() && !folder.equals(".")) {
                // Nothing in it is built in this configuration.
                continue;
            }
            FolderEnvironments.Entry entry = environments.of(folder);
            KbuildFolder old = before.ask(entry.descent(), entry.environment());
            KbuildFolder changed = after.ask(entry.descent(), entry.environment());
            requireSame(folder, "the folders below it", old.descents(), changed.descents());
            Map<String, Unit> left = byObject(old.units());
            List<Unit> common = new ArrayList<>();
            for (Unit unit : changed.units()) {
                Unit same = left.remove(unit.object());
                if (same == null) {
                    added.add(unit);
                } else {
                    requireSame(unit.object(), "the modules it belongs to", same.targets(), unit.targets());
                    common.add(unit);
                }
            }
            removed.addAll(left.values());
            requireSameCommands(folder, entry, before, after, common);
        }
        return new MakefileChange(added, removed);
    }

    private static Map<String, Unit> byObject(List<Unit> units) {
        Map<String, Unit> byObject = new TreeMap<>();
        units.forEach(unit -> byObject.put(unit.object(), unit));
        return byObject;
    }

    private static void requireSameCommands(
            String folder, FolderEnvironments.Entry entry, KbuildQuery before, KbuildQuery after, List<Unit> units)
            throws IOException, RefusedException {
        if (units.isEmpty()) {
            return;
        }
        List<String> goals = units.stream().map(Unit::goal).toList();
        Finished old = before.dryRun(entry.descent(), entry.environment(), goals);
        Finished changed = after.dryRun(entry.descent(), entry.environment(), goals);
        for (String goal : goals) {
            requireSame(
                    folder,
                    "how " + goal + " is compiled",
                    DryRun.command(old, goal).map(SavedCommand::steps),
                    DryRun.command(changed, goal).map(SavedCommand::steps));
        }
    }

    private static void requireSame(String where, String what, Object old, Object changed) throws RefusedException {
        if (!old.equals(changed)) {
            throw new RefusedException(
                    Issue.of(EngineIssue.AREA_UNSUPPORTED, where, where, "the makefile changes " + what));
        }
    }
}
