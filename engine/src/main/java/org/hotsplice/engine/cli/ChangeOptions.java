/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.hotsplice.engine.patch.DiffMaker;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;
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

    /**
     * {@return the change that the options name}
     *
     * @param folder where logs go
     */
    UnifiedDiff diff(CommandLine command, Path folder) throws IOException, RefusedException {
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
