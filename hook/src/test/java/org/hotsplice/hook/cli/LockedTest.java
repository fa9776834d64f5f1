/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotsplice.hook.records.Choices;
import org.hotsplice.hook.records.Choices.Choice;
import org.hotsplice.hook.records.CrashGuard;
import org.hotsplice.update.UpdateId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** While another command is at work nothing is written that it may be writing. */
final class LockedTest {
    private static final List<UpdateId> UPDATES = List.of(new UpdateId("cve-a"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    private void assertWaits(Client client, Executable action) throws IOException {
        Path lock = client.places().lock();
        Files.createDirectories(lock.getParent());
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            // So Java tells of a lock that the same process has.
            assertThrows(OverlappingFileLockException.class, action);
        }
    }

    private static Map<String, Choice> choices(Client client) throws IOException {
        return new Choices(client.records().folder()).read();
    }

    @Test
    void choice_isKeptUnderTheLock_alsoWhereEverythingIsSwitchedOff() throws Exception {
        Client client = new Client(root);
        client.bundle("cve-a");
        client.put("etc/hotsplice/disable", "");
        assertWaits(client, () -> client.hotsplice().choose(UPDATES, Choice.REVERSE, "test", Duration.ZERO));
        assertEquals(Map.of(), choices(client));
        assertEquals("", client.records().result().code());
        assertEquals(0, client.run("reverse", "cve-a"));
        assertEquals(Map.of("cve-a", Choice.REVERSE), choices(client));
        assertEquals("SWITCHED_OFF", client.records().result().code());
    }

    @Test
    void crashGuard_isToldUnderTheLock() throws Exception {
        Client client = new Client(root);
        CrashGuard guard = new CrashGuard(client.records().folder());
        guard.begin("cve-a", "an earlier boot", 0);
        guard.settle(client.kernel().bootId(), 0);
        assertEquals(Set.of("cve-a"), guard.suspects());
        client.put("etc/hotsplice/disable", "");
        assertWaits(client, () -> client.hotsplice().reconcile("test", true, Duration.ZERO));
        assertEquals(Set.of("cve-a"), guard.suspects());
        assertEquals(0, client.run("reconcile", "--retry"));
        assertEquals(Set.of(), guard.suspects());
    }
}
