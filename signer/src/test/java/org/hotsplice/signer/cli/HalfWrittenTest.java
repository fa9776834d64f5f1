/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotsplice.signer.KillAt;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.TestDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, signatures and revocation lists are there whole or not at all, also where a command was killed. */
final class HalfWrittenTest {
    private static final String SECRET = "hotsplice-signing.key";
    private static final String PUBLIC = "hotsplice-signing.asc";

    // The process that is killed knows no other clock than the machine's.
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static final Command COMMAND = Command.at(NOW);

    @TempDir
    Path folder;

    private Path keys = Path.of("");

    @BeforeEach
    void makeAKey() {
        keys = folder.resolve("keys");
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--output", keys);
    }

    /** {@return what the files hold, by name, without those that were not put in their places} */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.equals("filler")) {
                    files.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }

    private List<String> revoke(Path list) {
        String key = "A".repeat(40);
        return List.of(
                "revoke",
                "--list",
                list.toString(),
                "--key",
                keys.toString(),
                "--revoked-key",
                key,
                "--reason",
                "it leaked");
    }

    private List<String> keygen(Path output) {
        return List.of("keygen", "--output", output.toString(), "--successor-of", keys.toString());
    }

    @Test
    void revokeOnAFullDisk_leavesTheOldPair() throws Exception {
        try (TestDisk disk = TestDisk.mount(folder.resolve("disk"))) {
            Path list = disk.folder().resolve("revoked.json");
            COMMAND.ok(revoke(list).toArray());
            Map<String, String> before = files(disk.folder());
            for (int pages = 0; pages < 2; pages++) {
                disk.fill(pages);
                Command.Run run = COMMAND.run(revoke(list).toArray());
                disk.free();
                assertEquals(1, run.status(), run.err());
                assertTrue(run.err().contains("No space left"), run.err());
                assertEquals(before, files(disk.folder()), pages + " pages free");
            }
            assertTrue(COMMAND.ok(revoke(list).toArray()).contains("edition 2"));
        }
    }

    @Test
    void revokeKilledInTheMiddle_canBeRepeated() throws Exception {
        KillAt kill = KillAt.build(folder);
        int change = 1;
        for (boolean ended = false; !ended; change++) {
            Path work = Files.createDirectory(folder.resolve("killed-" + change));
            Path list = work.resolve("revoked.json");
            COMMAND.ok(revoke(list).toArray());
            ended = kill.ended(work, change, revoke(list));
            String out = COMMAND.ok(revoke(list).toArray());
            boolean second = out.contains("edition 2");
            assertTrue(second || out.contains("edition 3"), out);
            COMMAND.ok("verify", "--trusted", keys, "--revocations", list, signed("u" + change));
        }
        assertTrue(change > 4, "it makes only " + change + " changes");
    }

    private Path signed(String name) throws Exception {
        Path bundle = Samples.bundle(folder.resolve("bundles"), name);
        COMMAND.ok("sign", "--key", keys, bundle);
        return bundle;
    }

    @Test
    void keygenOnAFullDisk_leavesNothing() throws Exception {
        try (TestDisk disk = TestDisk.mount(folder.resolve("disk"))) {
            Path output = Files.createDirectory(disk.folder().resolve("new"));
            for (int pages = 0; pages < 3; pages++) {
                disk.fill(pages);
                Command.Run run = COMMAND.run(keygen(output).toArray());
                disk.free();
                assertEquals(1, run.status(), run.err());
                assertEquals(Map.of(), files(output), pages + " pages free");
            }
            COMMAND.ok(keygen(output).toArray());
            assertEquals(
                    List.of(PUBLIC, PUBLIC + ".sig", SECRET),
                    List.copyOf(files(output).keySet()));
        }
    }

    @Test
    void keygenKilledInTheMiddle_leavesNoSecretKeyWithoutTheRest() throws Exception {
        KillAt kill = KillAt.build(folder);
        int change = 1;
        for (boolean ended = false; !ended; change++) {
            Path output = Files.createDirectory(folder.resolve("killed-" + change));
            ended = kill.ended(output, change, keygen(output));
            Map<String, String> files = files(output);
            assertTrue(!files.containsKey(SECRET) || files.size() == 3, change + ": " + files.keySet());
            assertEquals(ended, files.containsKey(SECRET), change + ": " + files.keySet());
        }
        assertTrue(change > 5, "it makes only " + change + " changes");
    }

    @Test
    void signKilledInTheMiddle_canBeRepeated() throws Exception {
        KillAt kill = KillAt.build(folder);
        int change = 1;
        int restored = 0;
        for (boolean ended = false; !ended; change++) {
            Path work = folder.resolve("killed-" + change);
            Path bundle = Samples.bundle(work, "u");
            ended = kill.ended(work, change, List.of("sign", "--key", keys.toString(), bundle.toString()));
            if (!Files.exists(bundle)) {
                restored++;
            }
            COMMAND.ok("sign", "--key", keys, bundle);
            COMMAND.ok("verify", "--trusted", keys, bundle);
        }
        assertEquals(1, restored, "between the two renames the folder is not there");
    }
}
