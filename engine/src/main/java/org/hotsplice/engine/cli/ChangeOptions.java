/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.patch.DiffMaker;
import org.hotsplice.engine.patch.PatchSeries;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what changes. */
final class ChangeOptions {
    @Option(names = "--patch", paramLabel = "FILE", description = "The change, as a unified diff.")
    private @Nullable Path patch;

    @Option(
            names = "--git",
            paramLabel = "REV",
            description = "The change, as a commit or a range of a git repository.")
    private @Nullable String revision;

    @Option(names = "--repository", paramLabel = "DIR", description = "The repository of --git (default: here).")
    private Path repository = Path.of(".");

    @Option(names = "--before", paramLabel = "DIR", description = "The change, as two trees: the one without it.")
    private @Nullable Path before;

    @Option(names = "--after", paramLabel = "DIR", description = "The tree with the change, beside --before.")
    private @Nullable Path after;

    @Option(
            names = "--applied",
            paramLabel = "FILE",
            description = "A patch that an update of --requires brought; the change is made against the source with it."
                    + " May be given again, in the order of the updates.")
    private List<Path> applied = new ArrayList<>();

    @Option(
            names = "--requires",
            paramLabel = "ID",
            split = ",",
            description = "An update that must be applied before this one; may be given again.")
    private List<String> requires = new ArrayList<>();

    @Option(
            names = "--replaces",
            paramLabel = "ID",
            split = ",",
            description = "An update that this one takes the place of, in one freeze; may be given again.")
    private List<String> replaces = new ArrayList<>();

    /**
     * {@return the change that the options name, and what it is made against}
     *
     * @param folder where logs go
     */
    PatchSeries change(CommandLine command, Path folder) throws IOException, RefusedException {
        if (!applied.isEmpty() && requires.isEmpty()) {
            throw new ParameterException(command, "--applied needs --requires: the updates that brought these patches");
        }
        List<UnifiedDiff> earlier = new ArrayList<>();
        for (Path file : applied) {
            earlier.add(UnifiedDiff.read(file));
        }
        return new PatchSeries(earlier, diff(command, folder));
    }

    List<UpdateId> requires(CommandLine command) {
        return ids(command, "--requires", requires);
    }

    List<UpdateId> replaces(CommandLine command) {
        List<UpdateId> both = ids(command, "--replaces", replaces);
        both.stream().filter(requires(command)::contains).findFirst().ifPresent(id -> {
            throw new ParameterException(command, "'" + id + "' cannot be both required and replaced");
        });
        return both;
    }

    private static List<UpdateId> ids(CommandLine command, String option, List<String> names) {
        try {
            return names.stream().map(UpdateId::new).toList();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command, option + ": " + wrong.getMessage(), wrong);
        }
    }

    private UnifiedDiff diff(CommandLine command, Path folder) throws IOException, RefusedException {
        int ways = (patch == null ? 0 : 1) + (revision == null ? 0 : 1) + (before == null && after == null ? 0 : 1);
        if (ways != 1) {
            throw new ParameterException(
                    command, "name the change in one way: --patch FILE, --git REV, or --before DIR and --after DIR");
        }
        if (patch != null) {
            return UnifiedDiff.read(patch);
        }
        DiffMaker maker = new DiffMaker(new ProcessRunner(folder.resolve("logs/diff.log")), folder.resolve("diff"));
        if (revision != null) {
            return maker.ofRevision(repository.toAbsolutePath(), revision);
        }
        if (before == null || after == null) {
            throw new ParameterException(command, "--before and --after go together");
        }
        return maker.ofTrees(before, after);
    }
}
