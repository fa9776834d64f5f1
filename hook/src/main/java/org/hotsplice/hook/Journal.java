/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hotsplice.hook.machine.ProcessRunner;
import org.hotsplice.hook.records.Event;

/**
 * Tells journald what changed, with a message id for each kind of event that never changes: {@code journalctl
 * MESSAGE_ID=...}. Docs: hotsplice(8), JOURNAL.
 */
final class Journal {
    private static final Path LOGGER = Path.of("/usr/bin/logger");
    private static final Path SOCKET = Path.of("/run/systemd/journal/socket");

    private Journal() {}

    /** Writes the events; a machine without journald has the history only. */
    static void write(List<Event> events) {
        if (events.isEmpty() || !Files.isExecutable(LOGGER) || !Files.exists(SOCKET)) {
            return;
        }
        for (Event event : events) {
            String fields = String.join(
                            "\n",
                            "MESSAGE_ID=" + messageId(event.action()),
                            "PRIORITY=" + (event.code().isEmpty() ? 5 : 4),
                            "SYSLOG_IDENTIFIER=hotsplice",
                            "HOTSPLICE_ACTION=" + event.action(),
                            "HOTSPLICE_ID=" + event.id(),
                            "HOTSPLICE_CODE=" + event.code(),
                            "HOTSPLICE_CAUSE=" + event.cause(),
                            "MESSAGE=" + oneLine(event))
                    + "\n";
            try {
                ProcessRunner.run(Duration.ofSeconds(5), fields, List.of(LOGGER.toString(), "--journald"));
            } catch (IOException e) {
                // The history has it; a journal that does not answer is no reason to fail.
                return;
            }
        }
    }

    private static String oneLine(Event event) {
        String why = event.code().isEmpty() ? "" : ": " + event.code() + ": " + event.message();
        String what = event.id().isEmpty() ? event.action() : event.action() + " " + event.id();
        return (what + " (" + event.cause() + ")" + why).replace('\n', ' ');
    }

    /** {@return the id of this kind of event} */
    static String messageId(String action) {
        return switch (action) {
            case "apply" -> "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e01";
            case "reverse" -> "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e02";
            case "refuse" -> "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e03";
            case "hold" -> "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e04";
            case "reverse-waits" -> "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e05";
            default -> "8f0e6c4d1b3a4c5e9d2f7a6b5c4d3e06";
        };
    }
}
