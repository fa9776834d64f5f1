/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffMakerTest {
    @TempDir
    Path folder = Path.of("");

    private DiffMaker maker() {
        return new DiffMaker(new ProcessRunner(folder.resolve("log")), folder.resolve("scratch"));
    }

    private Path tree(String name, String text) throws IOException {
        Path tree = Files.createDirectories(folder.resolve(name).resolve("net"));
        Files.writeString(tree.resolve("f.c"), text);
        return folder.resolve(name);
    }

    @Test
    void twoTrees_giveThePathsBelowThem() throws IOException, RefusedException {
        UnifiedDiff diff = maker().ofTrees(tree("old", "one\n\n"), tree("new", "two\n\n"));
        assertEquals(
                List.of(new FileChange(FileChange.Kind.MODIFIED, "net/f.c", "net/f.c", List.of(new Hunk(1, 2, 1, 2)))),
                diff.changes());
    }

    @Test
    void equalTrees_changeNothing() throws IOException {
        Path old = tree("old", "one\n");
        Path same = tree("new", "one\n");
        RefusedException refused = assertThrows(RefusedException.class, () -> maker().ofTrees(old, same));
        assertEquals(EngineIssue.PATCH_MALFORMED, refused.issue().code());
        assertTrue(refused.issue().message().contains("no file is changed"));
    }

    @Test
    void commit_givesWhatItChanges() throws IOException, RefusedException {
        Path tree = tree("repository", "one\n");
        git(tree, "init", "-q");
        commit(tree);
        tree("repository", "two\n");
        commit(tree);
        assertEquals(
                List.of("net/f.c"), List.copyOf(maker().ofRevision(tree, "HEAD").paths()));
    }

    @Test
    void unknownRevision_isRefusedWithGitsWords() throws IOException {
        Path tree = tree("repository", "one\n");
        git(tree, "init", "-q");
        RefusedException refused = assertThrows(RefusedException.class, () -> maker().ofRevision(tree, "nowhere"));
        assertTrue(
                refused.issue().message().contains("nowhere"), refused.issue().message());
    }

    private void commit(Path tree) throws IOException {
        git(tree, "add", ".");
        git(tree, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "test");
    }

    private void git(Path tree, String... arguments) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of("git"));
        all.addAll(List.of(arguments));
        Finished finished = new ProcessRunner(folder.resolve("log")).run(Command.in(tree, all));
        assertTrue(finished.succeeded(), finished.output());
    }
}
