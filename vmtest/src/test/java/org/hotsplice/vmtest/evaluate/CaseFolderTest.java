/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private List<PatchCase> read(String index, String... patches) throws IOException {
        Files.createDirectories(folder.resolve("patches"));
        for (String patch : patches) {
            Files.writeString(folder.resolve("patches").resolve(patch + ".patch"), "--- a\n");
        }
        Files.writeString(folder.resolve("index.tsv"), index);
        return new CaseFolder(folder).cases();
    }

    @Test
    void emptyHardColumnAndCodeClass_expectNoRefusal() throws Exception {
        PatchCase only = read("cve\ttarget\tclass\thard\nCVE-1-22\tah4,ah6\tfunc-only\t\n", "CVE-1-22")
                .get(0);
        assertFalse(only.refusalExpected());
        assertEquals(List.of("ah4", "ah6"), only.modules());
        assertEquals("22", only.number());
    }

    @Test
    void structClass_expectsRefusalAlthoughHardIsEmpty() throws Exception {
        assertTrue(read("cve\ttarget\tclass\thard\nC\tvmlinux\tstruct-def\t\n", "C")
                .get(0)
                .refusalExpected());
    }

    @Test
    void indexNamingAMissingPatch_isAnError() {
        IOException e = assertThrows(IOException.class, () -> read("cve\ttarget\nC\tvmlinux\n"));
        assertTrue(String.valueOf(e.getMessage()).contains("'C'"), e::toString);
    }

    @Test
    void caseWhoseTriggerWasSeenToWork_isObservable() throws Exception {
        String index = "cve\ttarget\tobservable\nA\tvmlinux\tverified\nB\tvmlinux\tdescribed\nC\tvmlinux\t\n";
        Files.createDirectories(folder.resolve("triggers"));
        Files.writeString(folder.resolve("triggers/trig.c"), "int main(void) { return 0; }\n");
        assertEquals(
                List.of(true, false, false),
                read(index, "A", "B", "C").stream().map(PatchCase::observable).toList());

        Files.delete(folder.resolve("triggers/trig.c"));
        assertFalse(read(index, "A", "B", "C").get(0).observable());
    }
}
