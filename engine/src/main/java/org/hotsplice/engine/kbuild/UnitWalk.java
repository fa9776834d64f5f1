/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hotsplice.engine.kernel.BuildEnvironment;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.update.RefusedException;

/** Walks the folders that kbuild would build, level by level. */
final class UnitWalk {
    private static final String TOP = ".";

    private final PreparedKernel kernel;
    private final KbuildQuery query;
    private final int jobs;
    private final Map<String, Unit> units = new TreeMap<>();
    private final Map<String, UnitIndex.Reached> folders = new TreeMap<>();

    /** A folder still to ask, with what kbuild would give it. */
    private record Pending(KbuildFolder.Descent descent, String parent, BuildEnvironment environment) {}

    UnitWalk(PreparedKernel kernel, KbuildQuery query, int jobs) {
        this.kernel = kernel;
        this.query = query;
        this.jobs = jobs;
    }

    UnitIndex run() throws IOException, RefusedException {
        BuildEnvironment environment = BuildEnvironment.read(kernel.environment());
        List<Pending> level = List.of(new Pending(new KbuildFolder.Descent(TOP, true, true), "", environment));
        while (!level.isEmpty()) {
            List<Callable<KbuildFolder>> questions = new ArrayList<>();
            for (Pending pending : level) {
                questions.add(() -> query.ask(pending.descent(), pending.environment()));
            }
            List<KbuildFolder> answers = Workers.all(questions, jobs);
            List<Pending> next = new ArrayList<>();
            for (KbuildFolder folder : answers) {
                folder.units().forEach(this::add);
                for (KbuildFolder.Descent descent : folder.descents()) {
                    if (folders.putIfAbsent(descent.path(), new UnitIndex.Reached(descent, folder.path())) == null) {
                        next.add(new Pending(descent, folder.path(), folder.below()));
                    }
                }
            }
            level = next;
        }
        return UnitIndex.of(units, folders);
    }

    /** A unit that two folders list belongs to the targets of both. */
    private void add(Unit unit) {
        units.merge(unit.object(), unit, (one, other) -> {
            List<String> targets = new ArrayList<>(one.targets());
            other.targets().stream().filter(target -> !targets.contains(target)).forEach(targets::add);
            return new Unit(one.object(), one.folder(), one.goal(), targets);
        });
    }
}
