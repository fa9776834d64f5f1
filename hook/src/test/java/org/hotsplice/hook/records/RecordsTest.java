/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hotsplice.update.trust.SignedManifest;
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

    @Test
    void warrants_areReadAsTheyWereKept_withoutADamagedOne(@TempDir Path folder) throws IOException {
        Warrants warrants = new Warrants(folder.resolve("new"));
        assertEquals(Map.of(), warrants.read());
        SignedManifest one = signed("one");
        SignedManifest two = signed("two");
        warrants.keep(Map.of("cve-a", one, "cve-b", two));
        assertEquals(Map.of("cve-a", one, "cve-b", two), warrants.read());
        Path file = folder.resolve("new/in-force");
        Files.writeString(file, Files.readString(file).replaceFirst("(id=cve-b\nmanifest=)..", "$1?!"));
        assertEquals(Map.of("cve-a", one), warrants.read());
        warrants.keep(Map.of());
        assertEquals(Map.of(), warrants.read());
    }

    private static SignedManifest signed(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        return new SignedManifest(bytes, ByteBuffer.allocate(70));
    }
}
