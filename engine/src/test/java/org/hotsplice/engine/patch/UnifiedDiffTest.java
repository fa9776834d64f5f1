/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
    private static final String ONE =
            """
            --- a/net/core/sock.c
            +++ b/net/core/sock.c
            @@ -10,3 +10,4 @@ int sock(void)
             one
            -two
            +2
            +two and a half
             three
            """;

    private static UnifiedDiff parse(String text) throws RefusedException {
        return UnifiedDiff.parse("test.patch", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(EngineIssue code, String part, String text) {
        RefusedException refused = assertThrows(RefusedException.class, () -> parse(text));
        assertEquals(code, refused.issue().code());
        String message = refused.issue().message();
        assertTrue(message.contains(part), message);
    }

    @Test
    void plainDiff_namesTheFileAndItsHunk() throws RefusedException {
        UnifiedDiff diff = parse(ONE);
        assertEquals(
                List.of(new FileChange(
                        FileChange.Kind.MODIFIED,
                        "net/core/sock.c",
                        "net/core/sock.c",
                        List.of(new Hunk(10, 3, 10, 4)))),
                diff.changes());
    }

    @Test
    void mailWithProseAndSignature_isRead() throws RefusedException {
        assertEquals(
                1,
                parse("From: someone\n---\n sock.c | 2 +-\n\n" + ONE + "-- \n2.39.5\n\n")
                        .changes()
                        .size());
    }

    @Test
    void carriageReturns_areRead() throws RefusedException {
        assertEquals(1, parse(ONE.replace("\n", "\r\n")).changes().size());
    }

    @Test
    void newAndDeletedFilesWithEpochTimes_areAddedAndDeleted() throws RefusedException {
        List<FileChange> changes = parse(
                        """
                        --- linux/lib/new.c\t1970-01-01 00:00:00 +0000
                        +++ changed/lib/new.c\t2026-01-01 00:00:00 +0000
                        @@ -0,0 +1 @@
                        +int x;
                        --- linux/lib/old.c\t2026-01-01 00:00:00 +0000
                        +++ /dev/null
                        @@ -1 +0,0 @@
                        -int x;
                        """)
                .changes();
        assertEquals(FileChange.Kind.ADDED, changes.get(0).kind());
        assertEquals(FileChange.Kind.DELETED, changes.get(1).kind());
        assertEquals("lib/old.c", changes.get(1).newPath());
    }

    @Test
    void gitRenameWithoutHunks_isRenamed() throws RefusedException {
        FileChange change = parse(
                        """
                        diff --git a/fs/a.c b/fs/b.c
                        similarity index 100%
                        rename from fs/a.c
                        rename to fs/b.c
                        """)
                .changes()
                .get(0);
        assertEquals(FileChange.Kind.RENAMED, change.kind());
        assertEquals("fs/a.c", change.oldPath());
        assertEquals("fs/b.c", change.newPath());
    }

    @Test
    void emptyText_isMalformed() {
        assertRefused(EngineIssue.PATCH_MALFORMED, "no file is changed", "");
    }

    @Test
    void hunkCutShort_isMalformedAtItsLastLine() {
        assertRefused(EngineIssue.PATCH_MALFORMED, "line 8: the hunk ends 1 lines early", ONE.replace(" three\n", ""));
    }

    @Test
    void hunkLongerThanItsHeader_isMalformed() {
        assertRefused(EngineIssue.PATCH_MALFORMED, "goes on after", ONE + "+more\n");
    }

    @Test
    void hunkHeaderWithoutNumbers_isMalformed() {
        assertRefused(EngineIssue.PATCH_MALFORMED, "not a hunk header", ONE.replace("@@ -10,3", "@@ -x,3"));
    }

    @Test
    void binaryPatch_isMalformed() {
        assertRefused(
                EngineIssue.PATCH_MALFORMED,
                "binary",
                "diff --git a/x.bin b/x.bin\nindex 1..2 100644\nGIT binary patch\nliteral 1\n");
    }

    @Test
    void pathWithParentFolder_leadsOutOfTheTree() {
        assertRefused(EngineIssue.PATCH_OUTSIDE_TREE, "../etc", ONE.replace("net/core/sock.c", "../etc/passwd"));
    }

    @Test
    void absolutePath_leadsOutOfTheTree() {
        assertRefused(EngineIssue.PATCH_OUTSIDE_TREE, "/etc", ONE.replace("b/net/core/sock.c", "/etc/passwd"));
    }

    @Test
    void sameFileTwice_isMalformed() {
        assertRefused(EngineIssue.PATCH_MALFORMED, "changed twice", ONE + ONE);
    }

    @Test
    void damagedDiffs_areReadOrRefusedButNeverCrash() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(ONE);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "-+@ \n,0123/".charAt(random.nextInt(11)));
                    default -> text.setCharAt(at, (char) random.nextInt(256));
                }
            }
            try {
                parse(text.toString());
            } catch (RefusedException refused) {
                assertTrue(refused.issue().message().startsWith("test.patch: "));
            }
        }
    }
}
