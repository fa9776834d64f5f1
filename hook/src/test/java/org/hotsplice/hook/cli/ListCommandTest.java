/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.hook.kernel.FakeKernel;
import org.hotsplice.hook.records.Result;
import org.hotsplice.hook.records.Standing;
import org.hotsplice.hook.records.UpdateRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListCommandTest {
    private static UpdateRecord update(String id, Standing standing) {
        return new UpdateRecord(
                id, FakeKernel.IDENTITY.release(), 1, standing, true, "", "", "", "", List.of(), List.of(), "");
    }

    @Test
    void applied_isAllThatTheKernelRuns_howeverItStands(@TempDir Path root) throws Exception {
        Client client = new Client(root);
        List<UpdateRecord> known = List.of(
                update("cve-a", Standing.APPLIED),
                update("cve-b", Standing.UNTRUSTED),
                update("cve-c", Standing.REVERSING),
                update("cve-d", Standing.APPLIED));
        for (UpdateRecord update : known) {
            if (!update.id().equals("cve-d")) {
                client.inForce(update.id());
            }
            if (update.standing() != Standing.REVERSING) {
                client.bundle(update.id());
            }
        }
        client.records().keep(new Result("", client.kernel().bootId(), "test", "", "", "", known));
        assertEquals(0, client.run("list", "--applied", "--json"));
        List<String> names = new ArrayList<>();
        for (JsonNode update : client.json()) {
            names.add(update.get("id").asText());
        }
        assertEquals(List.of("cve-a", "cve-b", "cve-c"), names);
    }
}
