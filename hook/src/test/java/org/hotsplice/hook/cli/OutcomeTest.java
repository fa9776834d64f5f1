/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.hook.kernel.FakeKernel;
import org.hotsplice.hook.reconcile.Reconciler;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.hotsplice.update.UpdateId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    private final StringWriter said = new StringWriter();

    /** {@return the status after a run that left the update so} */
    private int after(Choice choice, Standing standing, String code) throws IOException {
        Client client = new Client(root);
        client.bundle("cve-a");
        UpdateRecord update = new UpdateRecord(
                "cve-a",
                FakeKernel.IDENTITY.release(),
                1,
                standing,
                false,
                code,
                "cve-a: why",
                "",
                "",
                List.of(),
                List.of(),
                "2026-01-02T03:04:05Z");
        Result result =
                new Result("2026-01-02T03:04:05Z", client.kernel().bootId(), "test", "", "", "", List.of(update));
        client.records().keep(result);
        PrintWriter err = new PrintWriter(said);
        return new Outcome(client.hotsplice(), new Terminal(new PrintWriter(new StringWriter()), err, false))
                .print(new Reconciler.Report(result, List.of()), List.of(new UpdateId("cve-a")), choice);
    }

    @Test
    void updateThatThePolicyKeepsFromBeingApplied_isRefusedToWhoAskedForIt() throws IOException {
        assertEquals(4, after(Choice.APPLY, Standing.HELD, "EXCLUDED"));
        assertTrue(said.toString().contains("EXCLUDED: cve-a: why"), said.toString());
        assertEquals(4, after(Choice.APPLY, Standing.OTHER_KERNEL, "WRONG_KERNEL"));
        assertEquals(6, after(Choice.APPLY, Standing.HELD, "SUSPECT"));
    }

    @Test
    void updateThatIsAsItWasAskedFor_isWell() throws IOException {
        assertEquals(0, after(Choice.REVERSE, Standing.HELD, "REVERSED_BY_HAND"));
        assertEquals(0, after(Choice.APPLY, Standing.PENDING, "NO_TARGET"));
        assertEquals(0, after(Choice.APPLY, Standing.REPLACED, "REPLACED"));
    }
}
