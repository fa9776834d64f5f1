/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks for JSON gets JSON, also where the answer is no; docs/formats.md has the fields. */
final class JsonOfCommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    private static void assertFailure(JsonNode json, String code, int exitStatus) {
        assertEquals(code, json.get("code").asText(), json::toString);
        assertEquals(exitStatus, json.get("exitStatus").asInt(), json::toString);
        assertFalse(json.get("message").asText().isEmpty(), json::toString);
        assertTrue(json.has("wayOut"), json::toString);
    }

    @Test
    void refusalOfACommand_isAnObject() throws Exception {
        Client client = new Client(root);
        assertEquals(4, client.run("info", "cve-x", "--json"));
        assertFailure(client.json(), "NOT_INSTALLED", 4);
        client.put("etc/hotsplice/disable", "");
        assertEquals(0, client.run("--json", "reconcile"));
        assertFailure(client.json(), "SWITCHED_OFF", 0);
        assertEquals(0, client.run("--json", "reconcile", "--from-trigger"));
        assertFailure(client.json(), "SWITCHED_OFF", 0);
    }

    @Test
    void failureOfACommand_isAnObject_alsoOfTheShortcut() throws Exception {
        Client client = new Client(root);
        Files.delete(root.resolve("proc/sys/kernel/version"));
        assertEquals(1, client.run("list", "--json"));
        assertFailure(client.json(), "INTERNAL", 1);
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        assertEquals(
                OptionalInt.of(1),
                Shortcut.run(List.of("status", "--json"), client.hotsplice(), new Terminal(writer, writer, false)));
        assertFailure(new ObjectMapper().readTree(out.toString()), "INTERNAL", 1);
    }

    @Test
    void verdicts_nameTheWayOut() throws Exception {
        Client client = new Client(root);
        client.bundle("cve-a");
        for (String command : List.of("check", "verify")) {
            assertEquals(5, client.run(command, "--json"));
            JsonNode verdict = client.json().get(0);
            assertEquals("cve-a", verdict.get("id").asText());
            assertFalse(
                    verdict.get(command.equals("check") ? "matches" : "trusted").asBoolean(true));
            assertFalse(verdict.get("wayOut").asText().isEmpty(), verdict::toString);
        }
    }

    @Test
    void reversalOfAll_listsWhatIsLeft() throws Exception {
        Client client = new Client(root);
        assertEquals(0, client.run("reverse", "--all", "--json"));
        assertEquals(0, client.json().get("stillInForce").size());
        assertEquals(0, client.json().get("exitStatus").asInt());
    }

    @Test
    void fields_areInTheDocument() throws IOException {
        String document = Files.readString(Path.of("../docs/formats.md"));
        String section = document.substring(document.indexOf("\n## JSON of the client\n"));
        Client client = new Client(root);
        client.bundle("cve-a");
        List<String> missing = new ArrayList<>();
        for (String command :
                List.of("status", "list", "check", "verify", "uname", "history", "doctor", "reverse --all")) {
            int unused = client.run(Stream.concat(Stream.of("--json"), Stream.of(command.split(" ", -1)))
                    .toArray(String[]::new));
            fields(client.json())
                    .filter(field -> !section.contains("`" + field + "`"))
                    .forEach(missing::add);
        }
        int unused = client.run("--json", "info", "cve-x");
        fields(client.json())
                .filter(field -> !section.contains("`" + field + "`"))
                .forEach(missing::add);
        assertEquals(List.of(), missing);
    }

    private static Stream<String> fields(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        List<JsonNode> children = new ArrayList<>();
        json.elements().forEachRemaining(children::add);
        return Stream.concat(names.stream(), children.stream().flatMap(JsonOfCommandsTest::fields));
    }
}
