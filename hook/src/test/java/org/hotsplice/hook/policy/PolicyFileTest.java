/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Policy read(String text) throws IOException, RefusedException {
        Path file = folder.resolve("hotsplice.conf");
        Files.writeString(file, text);
        return PolicyFile.read(file);
    }

    private void assertRefused(PolicyIssue code, int line, String text) {
        Issue issue = assertThrows(RefusedException.class, () -> read(text)).issue();
        assertEquals(code, issue.code());
        assertEquals(folder.resolve("hotsplice.conf") + ":" + line, issue.where());
    }

    @Test
    void absentFile_andCommentsOnly_areTheDefault() throws Exception {
        assertEquals(Policy.DEFAULT, PolicyFile.read(folder.resolve("none")));
        assertEquals(Policy.DEFAULT, read("# nothing\n\n   # more\n"));
    }

    @Test
    void shippedFile_isTheDefault_alsoWithEverySettingUncommented() throws Exception {
        String shipped = Files.readString(Path.of("dist/conf/hotsplice.conf"));
        assertEquals(Policy.DEFAULT, read(shipped));
        assertEquals(Policy.DEFAULT, read(shipped.replaceAll("(?m)^#(?=[a-z]+ =)", "")));
    }

    @Test
    void everySetting_isRead() throws Exception {
        assertEquals(
                new Policy(
                        Policy.Mode.MANUAL,
                        Path.of("/srv/keys"),
                        2,
                        Duration.ofHours(36),
                        Optional.of(new Pin(Optional.empty(), 17)),
                        Set.of(new UpdateId("a"), new UpdateId("b-1")),
                        9),
                read(
                        "mode=manual\ntrust = /srv/keys/\nthreshold = 2\n delay = 36h\npin = 17\nexclude = a, b-1\nretries = 9\n"));
    }

    @Test
    void pinOfAnEffectiveVersion_isForItsKernelAlone() throws Exception {
        Pin pin = read("pin = 6.1.0-47-amd64+hotsplice.17\n").pin().orElseThrow();
        assertEquals("6.1.0-47-amd64+hotsplice.17", pin.toString());
        assertTrue(pin.allows("6.1.0-47-amd64", 17) && pin.allows("6.1.0-48-amd64", 18));
        assertFalse(pin.allows("6.1.0-47-amd64", 18));
        assertEquals(Optional.empty(), read("pin = none\n").pin());
    }

    @Test
    void mistakes_areRefusedWithTheirLine() {
        assertRefused(PolicyIssue.POLICY_SYNTAX, 2, "mode = manual\nthreshold 2\n");
        assertRefused(PolicyIssue.POLICY_UNKNOWN_KEY, 1, "treshold = 2\n");
        assertRefused(PolicyIssue.POLICY_DUPLICATE, 3, "mode = manual\n\nmode = automatic\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "mode = sometimes\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "threshold = 0\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "threshold = 99999999999\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "delay = soon\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "pin = -1\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "pin = 6.1.0-47-amd64\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "trust = keys\n");
        assertRefused(PolicyIssue.POLICY_VALUE, 1, "exclude = A_B\n");
    }

    @Test
    void bytesThatAreNoText_areRefused() throws IOException {
        Path file = folder.resolve("hotsplice.conf");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Issue issue = assertThrows(RefusedException.class, () -> PolicyFile.read(file))
                .issue();
        assertEquals(PolicyIssue.POLICY_UNREADABLE, issue.code());
    }
}
