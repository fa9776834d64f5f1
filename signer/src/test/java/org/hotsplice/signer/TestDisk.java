/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotsplice.signer.Subprocess.Outcome;

/** A small file system of its own, which a test may fill or close. */
public final class TestDisk implements AutoCloseable {
    private static final int PAGE = 4096;

    private final Path folder;

    private TestDisk(Path folder) {
        this.folder = folder;
    }

    /** {@return a disk of two megabytes at a new folder; skips the test, and says so, where none can be mounted} */
    public static TestDisk mount(Path folder) throws IOException {
        Tools.require("mount", "umount", "id");
        assumeTrue(
                Tools.run("id", "-u").text().strip().equals("0"), "skipped: only root can mount a small disk for this");
        Files.createDirectory(folder);
        Outcome mounted = Tools.run("mount", "-t", "tmpfs", "-o", "size=2m", "hotsplice-test", folder.toString());
        assumeTrue(mounted.status() == 0, "skipped: no file system can be mounted here: " + mounted.errors());
        return new TestDisk(folder);
    }

    /** {@return where it is mounted} */
    public Path folder() {
        return folder;
    }

    /** Fills it but for some pages, until {@link #free}. */
    public void fill(int pagesLeft) throws IOException {
        Files.write(filler(), new byte[(int) folder.toFile().getUsableSpace() - pagesLeft * PAGE]);
    }

    /** Makes room again. */
    public void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Lets nobody write to it any more, root neither. */
    public void makeReadOnly() throws IOException {
        Outcome outcome = Tools.run("mount", "-o", "remount,ro", folder.toString());
        assertEquals(0, outcome.status(), outcome.errors());
    }

    @Override
    public void close() throws IOException {
        assertEquals(0, Tools.run("umount", folder.toString()).status());
    }
}
