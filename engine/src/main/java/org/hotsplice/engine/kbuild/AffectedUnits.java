/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.patch.FileChange;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * The units that a diff can change.
 *
 * @param certain units whose own source the diff changes
 * @param possible units that include, or perhaps include, a file that the diff changes
 * @param makefiles folders whose makefile the diff changes
 * @param added sources that the diff adds
 * @param removed units whose source the diff removes
 * @param remarks what a person should know
 */
public record AffectedUnits(
        List<Unit> certain,
        List<Unit> possible,
        List<String> makefiles,
        List<String> added,
        List<Unit> removed,
        List<String> remarks) {
    public AffectedUnits {
        certain = List.copyOf(certain);
        possible = List.copyOf(possible);
        makefiles = List.copyOf(makefiles);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        remarks = List.copyOf(remarks);
    }

    /** Finds them. */
    public static AffectedUnits find(
            UnifiedDiff diff, PreparedKernel kernel, UnitIndex index, int jobs, Progress progress)
            throws IOException, RefusedException {
        Finder finder = new Finder(index);
        List<String> included = new ArrayList<>();
        for (FileChange change : diff.changes()) {
            if (finder.take(change)) {
                included.add(change.oldPath());
            }
        }
        boolean sourcesOnly = included.stream().allMatch(path -> path.endsWith(".c") || path.endsWith(".S"));
        if (!included.isEmpty()) {
            finder.follow(included, IncludeGraph.of(kernel, sourcesOnly, jobs, progress));
        }
        return finder.result(diff);
    }

    /** Collects what each change means. */
    private static final class Finder {
        private final UnitIndex index;
        private final Map<String, Unit> certain = new TreeMap<>();
        private final Map<String, Unit> possible = new TreeMap<>();
        private final List<String> makefiles = new ArrayList<>();
        private final List<String> added = new ArrayList<>();
        private final List<Unit> removed = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        Finder(UnitIndex index) {
            this.index = index;
        }

        /** {@return whether other files may include the changed one} */
        boolean take(FileChange change) throws RefusedException {
            String path = change.newPath();
            switch (ChangedPath.of(path)) {
                case CODE -> {
                    return code(change);
                }
                case MAKEFILE -> makefiles.add(folder(path));
                case CONFIGURATION -> remarks.add(path + ": the kernel keeps the configuration that it has");
                case NO_PART -> remarks.add(path + ": has no part in this kernel");
                case UNSUPPORTED ->
                    throw new RefusedException(Issue.of(
                            EngineIssue.AREA_UNSUPPORTED,
                            path,
                            folder(path),
                            "it runs outside the kernel or before it, or something else is generated from it"));
            }
            return false;
        }

        private boolean code(FileChange change) {
            boolean header = change.oldPath().endsWith(".h") || change.oldPath().endsWith(".inc");
            index.bySource(change.oldPath()).ifPresent(unit -> {
                if (change.kind() == FileChange.Kind.DELETED || change.kind() == FileChange.Kind.RENAMED) {
                    removed.add(unit);
                } else if (change.kind() != FileChange.Kind.COPIED) {
                    certain.put(unit.object(), unit);
                }
            });
            boolean comesNew = change.kind() != FileChange.Kind.MODIFIED && change.kind() != FileChange.Kind.DELETED;
            if (comesNew && !header) {
                added.add(change.newPath());
            }
            return change.existsBefore();
        }

        void follow(List<String> included, IncludeGraph graph) {
            for (String path : included) {
                TreeSet<String> reached = new TreeSet<>(graph.includers(path));
                boolean header = !path.endsWith(".c") && !path.endsWith(".S");
                reached.add(path);
                if (header && IncludeGraph.reachesEveryUnit(reached)) {
                    index.all().forEach(unit -> possible.put(unit.object(), unit));
                }
                reached.forEach(file -> index.bySource(file).ifPresent(unit -> possible.put(unit.object(), unit)));
                if (index.bySource(path).isEmpty()
                        && reached.stream()
                                .noneMatch(file -> index.bySource(file).isPresent())) {
                    remarks.add(path + ": not part of anything that this configuration builds");
                }
            }
            certain.keySet().forEach(possible::remove);
            removed.forEach(unit -> possible.remove(unit.object()));
        }

        AffectedUnits result(UnifiedDiff diff) throws RefusedException {
            if (certain.isEmpty() && possible.isEmpty() && makefiles.isEmpty() && removed.isEmpty()) {
                throw new RefusedException(
                        Issue.of(EngineIssue.NOTHING_BUILT, diff.name(), String.join(", ", diff.paths())));
            }
            return new AffectedUnits(
                    List.copyOf(certain.values()), List.copyOf(possible.values()), makefiles, added, removed, remarks);
        }

        private static String folder(String path) {
            int slash = path.lastIndexOf('/');
            return slash < 0 ? "." : path.substring(0, slash);
        }
    }
}
