/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.update.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreInstallCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    private static void requireDpkg() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "skipped: 'dpkg-deb' is not installed");
    }

    @Test
    void brokenPackage_isRefused_alsoInAnImage_andNotWhereNothingIsApplied() throws Exception {
        requireDpkg();
        Client client = new Client(root);
        String broken = client.put("broken.deb", "no package").toString();
        assertEquals(ExitStatus.NOT_TRUSTED.code(), client.run("pre-install", broken));
        assertTrue(client.err().contains("PACKAGE_UNREADABLE: "), client.err());
        assertEquals("PACKAGE_UNREADABLE", client.records().history().get(0).code());

        Path off = client.put("etc/hotsplice/disable", "");
        assertEquals(ExitStatus.OK.code(), client.run("pre-install", broken));
        assertTrue(client.err().contains("SWITCHED_OFF: "), client.err());
        Files.delete(off);

        client.put("run/.containerenv", "");
        assertEquals(ExitStatus.OK.code(), client.run("pre-install", broken));
        assertTrue(client.err().contains("CONTAINER: "), client.err());

        Files.delete(root.resolve("proc/sys/kernel/osrelease"));
        assertEquals(ExitStatus.NOT_TRUSTED.code(), client.run("pre-install", broken));
    }

    @Test
    void folderThatCannotBeWritten_isToldAndNoDistrust() throws Exception {
        requireDpkg();
        Client client = new Client(root);
        String broken = client.put("broken.deb", "no package").toString();
        client.put("var/lib/hotsplice", "a file where a folder has to be");
        assertEquals(ExitStatus.INTERNAL.code(), client.run("pre-install", broken));
        assertTrue(client.err().contains(broken + " was not verified"), client.err());
    }
}
