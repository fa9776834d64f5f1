/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.Subprocess.Outcome;
import org.hotsplice.signer.Tools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands print for programs and for a person who waits, and the time that their files carry. */
final class OutputTest {
    private static final Command COMMAND = Command.at(Instant.parse("2026-03-01T12:00:00Z"));

    @TempDir
    Path folder;

    private String keys = "";
    private String bundle = "";

    @BeforeEach
    void signABundle() throws Exception {
        keys = folder.resolve("keys").toString();
        COMMAND.ok("keygen", "--output", keys);
        bundle = Samples.bundle(folder, "u").toString();
        COMMAND.ok("sign", "--key", keys, bundle);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Each needs no other one to have run. */
    private List<String> arguments(String command) {
        return switch (command) {
            case "keygen" -> List.of("--output", at("new"));
            case "sign" -> List.of("--key", keys, bundle);
            case "package" -> List.of("--deb", "--rpm", "--key", keys, "--output", at("packages"), bundle);
            case "meta" -> List.of("--deb", "--output", at("packages"), "6.1.0-48-amd64");
            case "publish" -> List.of("--apt", at("apt"), "--dnf", at("dnf"), "--key", keys);
            case "verify" -> List.of("--trusted", keys, "--revocations", at("none"), bundle);
            case "inspect" -> List.of(bundle);
            case "revoke" -> List.of("--list", at("r.json"), "--key", keys, "--update", bundle, "--reason", "wrong");
            default -> throw new IllegalArgumentException(command);
        };
    }

    private Command.Run run(Command how, String command, String... more) {
        List<Object> words = new java.util.ArrayList<>(List.of(command));
        words.addAll(List.of(more));
        words.addAll(arguments(command));
        return how.run(words.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"keygen", "sign", "package", "meta", "publish", "verify", "inspect", "revoke"})
    void json_isOneObjectAndNothingElse(String command) throws Exception {
        Files.createDirectory(folder.resolve("none"));
        Command.Run run = run(COMMAND.impatient(), command, "--json");
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        JsonNode result = new ObjectMapper().readTree(run.out());
        assertTrue(result.isObject() && result.size() > 0, run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "package"})
    void personWhoWaits_isToldEachFile(String command) {
        Command.Run run = run(COMMAND.impatient(), command);
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains(" s  ") && run.err().contains(bundle), run.err());
        assertEquals("", run(COMMAND, command).err());
    }

    @Test
    void personWhoWaitsForAPublish_isToldEachFile() throws Exception {
        assertEquals(0, run(COMMAND, "package").status());
        List<Object> words = new java.util.ArrayList<>(List.of("publish"));
        words.addAll(arguments("publish"));
        try (var files = Files.list(folder.resolve("packages"))) {
            files.forEach(words::add);
        }
        Command.Run run = COMMAND.impatient().run(words.toArray());
        assertEquals(0, run.status(), run.err());
        // Two packages, each looked at before it is added and read for the indexes.
        assertEquals(4, run.err().lines().count(), run.err());
    }

    private Outcome packaged(String epoch, String output) throws IOException {
        List<String> words = List.of(
                "package", "--deb", "--rpm", "--key", keys, "--package-version", "1", "--output", at(output), bundle);
        return Tools.run(Map.of("SOURCE_DATE_EPOCH", epoch), Tools.signCommand(words));
    }

    @Test
    void sourceDateEpoch_givesEqualBytes() throws Exception {
        // After the key was made, and no time of day at which the test can run.
        String epoch = Long.toString(Instant.parse("2026-03-05T00:00:00Z").getEpochSecond());
        for (String output : List.of("first", "second")) {
            Outcome outcome = packaged(epoch, output);
            assertEquals(0, outcome.status(), outcome.errors());
        }
        for (String name : List.of("_1_amd64.deb", "-1-1.x86_64.rpm")) {
            String file = "hotsplice-updates-6.1.0-47-amd64" + name;
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("first").resolve(file)),
                    Files.readAllBytes(folder.resolve("second").resolve(file)));
        }
    }

    @Test
    void sourceDateEpochThatIsNoNumber_isAUsageError() throws Exception {
        Outcome outcome = packaged("yesterday", "none");
        assertEquals(2, outcome.status(), outcome.errors());
        assertTrue(outcome.errors().contains("SOURCE_DATE_EPOCH is not a number: 'yesterday'"), outcome.errors());
    }
}
