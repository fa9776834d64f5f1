/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.StackedDiff;
import org.hotsplice.engine.diff.UnitContext;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.diff.UnitDiffer;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.kbuild.UnitBuild;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.engine.replacement.ReplacementPlanner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** Finds what differs between pre and post of each unit, and refuses what new code alone cannot bring right. */
final class DifferenceStage {
    /** What the author of a patch can answer for, by hooks that change the running data. */
    private static final Set<EngineIssue> COVERED_BY_HOOKS = EnumSet.of(
            EngineIssue.DATA_CHANGED,
            EngineIssue.DATA_SIZE_CHANGED,
            EngineIssue.STRUCT_LAYOUT_CHANGED,
            EngineIssue.TABLE_ENTRY_CHANGED,
            EngineIssue.INIT_CODE_CHANGED,
            EngineIssue.EXPORT_CRC);

    /** So many units are differenced before those without a difference, and their objects, are let go. */
    private static final int AT_ONCE = 64;

    private final UnifiedDiff patch;
    private final int jobs;
    private final Progress progress;
    private final List<Issue> passedOver = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private final List<UnitChange> changes = new ArrayList<>();

    DifferenceStage(UnifiedDiff patch, int jobs, Progress progress) {
        this.patch = patch;
        this.jobs = jobs;
        this.progress = progress;
    }

    /** Takes some of the units. Refuses as soon as one cannot be brought right. */
    void take(List<UnitBuild> builds) throws IOException, RefusedException {
        progress.step("differencing pre and post");
        List<UnitChange> differing = new ArrayList<>();
        for (int from = 0; from < builds.size(); from += AT_ONCE) {
            List<UnitBuild> some = builds.subList(from, Math.min(builds.size(), from + AT_ONCE));
            Map<String, UnitDiff> found = diffs(some);
            for (UnitBuild build : some) {
                seen.add(build.unit());
                UnitDiff diff = Objects.requireNonNull(found.get(build.unit()));
                passedOver.addAll(diff.passedOver());
                if (!diff.isEmpty()) {
                    Optional<ElfObject> ref = Optional.empty();
                    if (build.ref().isPresent()) {
                        ref = Optional.of(read(build.unit(), build.ref().get()));
                    }
                    differing.add(new UnitChange(build.target(), ref, diff, ReplacementPlanner.plan(diff)));
                }
            }
        }
        changes.addAll(differing);
        refuseIssues(differing);
    }

    /** {@return the units that differ} */
    List<UnitChange> changes() throws RefusedException {
        boolean works = changes.stream()
                .map(UnitChange::plan)
                .anyMatch(plan ->
                        !plan.redirectedFunctions().isEmpty() || !plan.hooks().isEmpty());
        // An update without effect must not be taken for a fix.
        if (!works) {
            refusePassedOver();
            throw new RefusedException(
                    changes.isEmpty()
                            ? Issue.of(EngineIssue.NO_OBJECT_CHANGE, "update", String.join(", ", seen))
                            : Issue.of(EngineIssue.ADDED_ALONE, "update", added()));
        }
        return List.copyOf(changes);
    }

    private String added() {
        return changes.stream()
                .flatMap(change -> change.diff().added().stream())
                .map(Piece::name)
                .collect(Collectors.joining(", "));
    }

    /** Changes that are of no effect beside others are why there is nothing to do, where there are no others. */
    private void refusePassedOver() throws RefusedException {
        if (!passedOver.isEmpty()) {
            throw new RefusedException(passedOver.get(0));
        }
    }

    /** {@return the differences by unit; one that several targets have is looked at once} */
    private Map<String, UnitDiff> diffs(List<UnitBuild> builds) throws IOException, RefusedException {
        Map<String, Callable<UnitDiff>> tasks = new LinkedHashMap<>();
        builds.forEach(build -> tasks.putIfAbsent(build.unit(), () -> diff(build)));
        List<UnitDiff> made = Workers.all(List.copyOf(tasks.values()), jobs);
        Map<String, UnitDiff> found = new LinkedHashMap<>();
        made.forEach(diff -> found.put(diff.unit(), diff));
        return found;
    }

    private UnitDiff diff(UnitBuild build) throws IOException, RefusedException {
        if (build.pre().isEmpty() || build.post().isEmpty()) {
            throw new RefusedException(Issue.of(
                    EngineIssue.AREA_UNSUPPORTED,
                    build.unit(),
                    build.unit(),
                    build.pre().isEmpty() ? "the patch adds it as a new unit" : "the patch removes the unit"));
        }
        UnitContext context =
                new UnitContext(!build.target().equals("vmlinux"), Optional.of(ChangedLines.of(patch, build.unit())));
        ElfObject post = read(build.unit(), build.post().get());
        UnitDiff diff =
                UnitDiffer.diff(build.unit(), read(build.unit(), build.pre().get()), post, context);
        if (build.applied().isPresent()) {
            ElfObject applied = read(build.unit(), build.applied().get());
            diff = StackedDiff.of(diff, UnitDiffer.diff(build.unit(), applied, post, context));
        }
        return diff;
    }

    private static ElfObject read(String unit, Path object) throws IOException {
        try {
            return ElfObject.read(object);
        } catch (ElfFormatException unreadable) {
            // The object comes from the compiler here, not from a stranger.
            throw new IOException("the object of " + unit + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private void refuseIssues(List<UnitChange> some) throws RefusedException {
        boolean hooks =
                changes.stream().anyMatch(change -> !change.diff().hooks().isEmpty());
        List<Issue> refused = new ArrayList<>();
        for (UnitChange change : some) {
            List<Issue> issues = new ArrayList<>(change.diff().issues());
            issues.addAll(change.plan().issues());
            for (Issue issue : issues) {
                if (hooks && issue.code() instanceof EngineIssue code && COVERED_BY_HOOKS.contains(code)) {
                    progress.remark("left to the patch's hooks: " + issue.message());
                } else if (!refused.contains(issue)) {
                    refused.add(issue);
                }
            }
            change.diff().notes().forEach(note -> progress.remark(change.unit() + ": " + note));
        }
        if (!refused.isEmpty()) {
            RefusedException first = new RefusedException(refused.get(0));
            refused.stream().skip(1).map(RefusedException::new).forEach(first::addSuppressed);
            throw first;
        }
    }
}
