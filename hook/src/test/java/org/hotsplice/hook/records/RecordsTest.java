/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordsTest {
    @Test
    void result_isReadAsItWasKept(@TempDir Path folder) throws IOException {
        UpdateRecord odd = new UpdateRecord(
                "cve-a",
                "6.1.0-47-amd64",
                7,
                Standing.OTHER_KERNEL,
                true,
                "BUSY",
                "two\nlines\\n, = and \r",
                "",
                "x=y",
                List.of("CVE-1", "CVE-2"),
                List.of("nf_tables"),
                "now");
        Result result = new Result("t", "boot", "test", "", "", "", List.of(odd));
        Records records = new Records(folder.resolve("new"));
        records.keep(result);
        assertEquals(result, records.result());
    }

    @Test
    void recordsThatAreMissingOrEmpty_areNoResult(@TempDir Path folder) throws IOException {
        assertEquals(Result.NEVER, new Records(folder).result());
        Files.writeString(folder.resolve("result"), "");
        assertEquals(Result.NEVER, new Records(folder).result());
    }

    @Test
    void historyBeyondItsLimit_isSetAside(@TempDir Path folder) throws IOException {
        Records records = new Records(folder);
        Event event = new Event("t", "apply", "cve-a", "r", "test", "", "x".repeat(300_000));
        for (int i = 0; i < 6; i++) {
            records.remember(List.of(event));
        }
        assertEquals(6, records.history().size());
        assertEquals(true, Files.exists(folder.resolve("history.1")));
    }
}
