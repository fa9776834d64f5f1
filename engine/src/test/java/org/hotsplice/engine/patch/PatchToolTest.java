/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PatchToolTest {
    private static final String DIFF =
            """
            --- a/f.c
            +++ b/f.c
            @@ -2,3 +2,3 @@
             two
            -three
            +3
             four
            """;

    @TempDir
    Path folder = Path.of("");

    private Path tree = folder;
    private Path file = folder;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        file = Files.writeString(tree.resolve("f.c"), "one\ntwo\nthree\nfour\nfive\n");
    }

    private List<String> apply(String text) throws IOException, RefusedException {
        UnifiedDiff diff = UnifiedDiff.parse("test.patch", text.getBytes(StandardCharsets.UTF_8));
        return new PatchTool(new ProcessRunner(folder.resolve("log"))).apply(diff, tree, folder.resolve("scratch"));
    }

    @Test
    void fittingDiff_isApplied() throws IOException, RefusedException {
        assertEquals(List.of(), apply(DIFF));
        assertEquals("one\ntwo\n3\nfour\nfive\n", Files.readString(file));
    }

    @Test
    void hunkAtAnotherLine_isAppliedAndRemarked() throws IOException, RefusedException {
        Files.writeString(file, "zero\none\ntwo\nthree\nfour\nfive\n");
        List<String> remarks = apply(DIFF);
        assertEquals(1, remarks.size());
        assertTrue(remarks.get(0).contains("offset 1 line"), remarks.get(0));
    }

    @Test
    void contextThatOnlyNearlyFits_isRefusedWithFileAndHunk() throws IOException {
        Files.writeString(file, "one\n2\nthree\nfour\nfive\n");
        RefusedException refused = assertThrows(RefusedException.class, () -> apply(DIFF));
        assertEquals(EngineIssue.PATCH_DOES_NOT_APPLY, refused.issue().code());
        assertTrue(refused.issue().message().startsWith("f.c: hunk 1 (line 2 of the file)"));
    }

    @Test
    void diffThatIsAppliedAlready_isRefused() throws IOException {
        Files.writeString(file, "one\ntwo\n3\nfour\nfive\n");
        RefusedException refused = assertThrows(RefusedException.class, () -> apply(DIFF));
        assertEquals(EngineIssue.PATCH_DOES_NOT_APPLY, refused.issue().code());
    }

    @Test
    void missingFile_isRefusedByName() throws IOException {
        Files.delete(file);
        RefusedException refused = assertThrows(RefusedException.class, () -> apply(DIFF));
        assertTrue(refused.issue().message().contains("has no such file"));
    }

    @Test
    void patchedFile_isNoLongerTheLinkedOne() throws IOException, RefusedException {
        Path other = folder.resolve("other.c");
        Files.createLink(other, file);
        apply(DIFF);
        assertEquals("one\ntwo\nthree\nfour\nfive\n", Files.readString(other));
    }
}
