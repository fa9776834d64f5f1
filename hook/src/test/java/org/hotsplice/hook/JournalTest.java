/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JournalTest {
    private static final List<String> ACTIONS =
            List.of("apply", "reverse", "refuse", "hold", "reverse-waits", "stand-still");

    @Test
    void eachKindOfEvent_hasAnIdOfItsOwn_thatTheManualPageNames() throws IOException {
        String page = Files.readString(Path.of("dist/man/hotsplice.8"));
        Set<String> ids = new HashSet<>();
        for (String action : ACTIONS) {
            String id = Journal.messageId(action);
            assertTrue(id.matches("[0-9a-f]{32}"), id);
            assertTrue(ids.add(id), action);
            assertTrue(page.contains("\n.B " + id + "\n"), action);
        }
        assertEquals(Journal.messageId("stand-still"), Journal.messageId("announce"));
    }
}
