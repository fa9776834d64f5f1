/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** Makes a unified diff of a revision in a git repository, or of two trees. */
public final class DiffMaker {
    private final ProcessRunner runner;
    private final Path scratch;

    /**
     * A maker.
     *
     * @param runner runs git and diff
     * @param scratch a folder for what they need
     */
    public DiffMaker(ProcessRunner runner, Path scratch) {
        this.runner = runner;
        this.scratch = scratch;
    }

    /**
     * {@return what a commit changes, or what changes between the two ends of a range}
     *
     * @param repository the kernel's repository
     * @param revision a commit, or a range with {@code ..}
     */
    public UnifiedDiff ofRevision(Path repository, String revision) throws IOException, RefusedException {
        String range = revision.contains("..") ? revision : revision + "^.." + revision;
        Finished finished = runner.run(
                Command.in(
                        repository,
                        "git",
                        "diff",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--no-color",
                        "--no-renames",
                        range,
                        "--"),
                output());
        if (!finished.succeeded()) {
            throw failed("git revision " + revision, finished);
        }
        return parse("git " + revision);
    }

    /** {@return what changes between two kernel trees} */
    public UnifiedDiff ofTrees(Path before, Path after) throws IOException, RefusedException {
        Files.createDirectories(scratch);
        // Links of these names give the paths their one leading folder, wherever the trees lie.
        Path old = Files.createSymbolicLink(scratch.resolve("a"), before.toRealPath());
        Path changed = Files.createSymbolicLink(scratch.resolve("b"), after.toRealPath());
        try {
            Finished finished = runner.run(
                    Command.in(scratch, "diff", "-urpN", "--exclude=.git", "--no-dereference", "a/", "b/"), output());
            // diff(1) ends with 1 where files differ, and with 2 where it fails.
            if (finished.status() > 1) {
                throw failed("trees " + before + " and " + after, finished);
            }
            return parse("two trees");
        } finally {
            Files.delete(old);
            Files.delete(changed);
        }
    }

    private Path output() throws IOException {
        return Files.createDirectories(scratch).resolve("made.patch");
    }

    private UnifiedDiff parse(String name) throws IOException, RefusedException {
        return UnifiedDiff.parse(name, Files.readAllBytes(output()));
    }

    private static RefusedException failed(String what, Finished finished) {
        return new RefusedException(Issue.of(EngineIssue.PATCH_MALFORMED, what, 1, finished.firstError()));
    }
}
