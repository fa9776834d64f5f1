/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.update.ExitStatus;
import org.junit.jupiter.api.Test;

final class StatusTest {
    private static final String RELEASE = "6.1.0-47-amd64";
    private static final Result LAST = new Result("2026-01-02T03:04:05Z", "boot", "test", "", "", "", List.of());

    private static UpdateRecord update(String id, long sequence, Standing standing, boolean inForce, String code) {
        return new UpdateRecord(
                id,
                RELEASE,
                sequence,
                standing,
                inForce,
                code,
                code.isEmpty() ? "" : id + ": why",
                "",
                "",
                List.of("CVE-2026-" + (1000 + sequence)),
                List.of(),
                "");
    }

    private static Status status(UpdateRecord... updates) {
        return new Status(RELEASE, "#1", "0.1.0", List.of(updates), LAST);
    }

    private static final UpdateRecord ONE = update("a", 1, Standing.APPLIED, true, "");
    private static final UpdateRecord BUSY = update("b", 2, Standing.PENDING, false, "BUSY");
    private static final UpdateRecord THREE = update("c", 3, Standing.APPLIED, true, "");

    @Test
    void effectiveRelease_endsBeforeTheFirstGap() {
        assertEquals(RELEASE, status().effectiveRelease());
        assertEquals(RELEASE + "+hotsplice.1", status(ONE, BUSY, THREE).effectiveRelease());
        UpdateRecord replaced = update("b", 2, Standing.REPLACED, false, "REPLACED");
        assertEquals(RELEASE + "+hotsplice.3", status(ONE, replaced, THREE).effectiveRelease());
    }

    @Test
    void exitStatus_isThatOfTheGravestTrouble() {
        assertEquals(ExitStatus.OK, status(ONE).exitStatus());
        assertEquals(ExitStatus.KERNEL_REFUSED, status(ONE, BUSY).exitStatus());
        UpdateRecord bad = update("d", 4, Standing.UNTRUSTED, false, "BAD_SIGNATURE");
        assertEquals(ExitStatus.NOT_TRUSTED, status(ONE, BUSY, bad).exitStatus());
        UpdateRecord held = update("e", 5, Standing.HELD, false, "EXCLUDED");
        assertEquals(ExitStatus.OK, status(ONE, held).exitStatus());
    }

    @Test
    void updateHeldByTheCrashGuard_asksForAttention() {
        Status suspected = status(ONE, update("f", 6, Standing.HELD, false, "SUSPECT"));
        assertEquals(ExitStatus.KERNEL_REFUSED, suspected.exitStatus());
        List<String> metrics = OpenMetrics.of(suspected).lines().toList();
        assertTrue(metrics.contains("hotsplice_exit_status 6"), metrics.toString());
    }

    @Test
    void vex_saysFixedOfWhatIsInForce_andAffectedOfTheRest() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(Vex.of(status(ONE, BUSY), List.of("CVE-2026-9"), LAST.at())
                        .orElseThrow());
        JsonNode statements = document.get("statements");
        assertEquals(3, statements.size());
        assertEquals("fixed", statements.get(0).get("status").asText());
        assertEquals(
                "CVE-2026-1001",
                statements.get(0).get("vulnerability").get("name").asText());
        assertEquals("affected", statements.get(1).get("status").asText());
        assertTrue(statements.get(2).has("action_statement"));
    }

    @Test
    void vexWithoutStatements_isNone() {
        assertTrue(Vex.of(status(), List.of(), LAST.at()).isEmpty());
    }

    @Test
    void metrics_areTakenByTheReaderOfOpenMetrics() throws Exception {
        PythonJudge.require("prometheus_client");
        String judge =
                "import sys; from prometheus_client.openmetrics.parser import text_string_to_metric_families as r;"
                        + " print(*[s.name for f in r(sys.stdin.read()) for s in f.samples], sep='\\n')";
        String text = OpenMetrics.of(status(ONE, BUSY));
        List<String> names = PythonJudge.run(judge, text).lines().toList();
        assertTrue(names.contains("hotsplice_info") && names.contains("hotsplice_exit_status"), names.toString());
        assertTrue(PythonJudge.run(judge, text.replace("# EOF\n", "")).contains("ValueError"));
    }

    @Test
    void metrics_areLinesThatACollectorTakes() {
        Pattern line = Pattern.compile("# (HELP|TYPE) [a-z_]+ .+|# EOF|[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+\\})? [0-9]+");
        List<String> lines = OpenMetrics.of(status(ONE, BUSY)).lines().toList();
        lines.forEach(text -> assertTrue(line.matcher(text).matches(), text));
        assertTrue(lines.contains("hotsplice_updates{standing=\"pending\"} 1"), lines.toString());
    }

    @Test
    void reboot_isAdvisedOnlyForWhatNoUpdateCovers() {
        assertTrue(RebootAdvice.of(status(ONE), List.of()).covered());
        assertFalse(RebootAdvice.of(status(), List.of()).covered());
        RebootAdvice busy = RebootAdvice.of(status(ONE, BUSY), List.of());
        assertFalse(busy.covered());
        assertEquals(List.of(), busy.reasons());
        UpdateRecord never = update("d", 4, Standing.REFUSED, false, "NO_FENTRY");
        assertEquals(
                List.of("d: why"), RebootAdvice.of(status(never), List.of()).reasons());
        assertEquals(
                List.of("no update fixes CVE-2026-9"),
                RebootAdvice.of(status(ONE), List.of("CVE-2026-9")).reasons());
    }
}
