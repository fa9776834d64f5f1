/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * Applies a diff with the system's patch(1), without fuzz. A hunk may be found at another line, as patch(1) allows, but
 * each of its lines must fit exactly. The caller owns the tree; after a refusal it holds part of the change.
 */
public final class PatchTool {
    private static final Pattern FILE = Pattern.compile("(?:patching|checking) file '?([^']+?)'?(?: \\(.*\\))?");
    private static final Pattern FAILED = Pattern.compile("Hunk #(\\d+) FAILED at (\\d+).*");
    private static final Pattern OFFSET = Pattern.compile("Hunk #(\\d+) succeeded at (\\d+) \\((offset .*)\\).*");

    private final ProcessRunner runner;

    /** A tool that logs through that runner. */
    public PatchTool(ProcessRunner runner) {
        this.runner = runner;
    }

    /**
     * Applies the diff to the tree.
     *
     * @param diff what to apply
     * @param tree the top of the tree that changes
     * @param scratch a folder for the diff as a file
     * @return remarks for a person, such as hunks found at another line
     */
    public List<String> apply(UnifiedDiff diff, Path tree, Path scratch) throws IOException, RefusedException {
        Path file = Files.createDirectories(scratch).resolve("applied.patch");
        Files.write(file, diff.text().getBytes(StandardCharsets.ISO_8859_1));
        for (FileChange change : diff.changes()) {
            requireFiles(diff, change, tree);
        }
        Finished patch = runner.run(Command.in(
                tree,
                "patch",
                "-p1",
                "--fuzz=0",
                "--force",
                "--no-backup-if-mismatch",
                "--reject-file=-",
                "--input=" + file.toAbsolutePath()));
        return remarks(patch);
    }

    private static void requireFiles(UnifiedDiff diff, FileChange change, Path tree) throws RefusedException {
        boolean there = Files.isRegularFile(tree.resolve(change.oldPath()));
        if (change.existsBefore() && !there) {
            throw refused(
                    change.oldPath(), "1", firstLine(change), "the tree of '" + diff.name() + "' has no such file");
        }
        if (!change.existsBefore() && there) {
            throw refused(change.oldPath(), "1", firstLine(change), "the file to add exists already");
        }
    }

    private static String firstLine(FileChange change) {
        return change.hunks().isEmpty()
                ? "0"
                : String.valueOf(change.hunks().get(0).oldStart());
    }

    private static List<String> remarks(Finished patch) throws RefusedException {
        List<String> remarks = new ArrayList<>();
        String current = "the diff";
        for (String line : patch.lines()) {
            Matcher file = FILE.matcher(line);
            Matcher failed = FAILED.matcher(line);
            Matcher offset = OFFSET.matcher(line);
            if (file.matches()) {
                current = file.group(1);
            } else if (failed.matches()) {
                throw refused(current, failed.group(1), failed.group(2), "its lines are not there");
            } else if (offset.matches()) {
                remarks.add(current + ": hunk " + offset.group(1) + " found at line " + offset.group(2) + " ("
                        + offset.group(3) + ")");
            }
        }
        if (!patch.succeeded()) {
            throw refused(current, "?", "?", patch.firstError());
        }
        return remarks;
    }

    private static RefusedException refused(String file, String hunk, String line, String why) {
        return new RefusedException(Issue.of(EngineIssue.PATCH_DOES_NOT_APPLY, file, hunk, line, why));
    }
}
