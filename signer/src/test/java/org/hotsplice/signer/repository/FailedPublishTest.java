/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hotsplice.signer.KillAt;
import org.hotsplice.signer.Samples;
import org.hotsplice.signer.TestDisk;
import org.hotsplice.signer.Tools;
import org.hotsplice.signer.cli.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publish that does not come to its end leaves the state before it in force, whole; the next one makes it good. */
final class FailedPublishTest {
    /** Each run takes a second; all of some 80 places were tried when this was written. */
    private static final int STEP = 4;

    // The process that is killed knows no other clock than the machine's.
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    Path folder;

    private Path keys = Path.of("");
    private Path first = Path.of("");
    private Path second = Path.of("");

    @BeforeEach
    void makePackages() throws Exception {
        keys = folder.resolve("keys");
        first = folder.resolve("packages/1");
        second = folder.resolve("packages/2");
        Command.at(NOW.minus(Duration.ofHours(1))).ok("keygen", "--output", keys);
        Path one = Samples.bundle(folder.resolve("bundles"), "cve-2026-1001");
        Path two = Samples.bundle(folder.resolve("bundles"), "cve-2026-1002");
        Command.at(NOW.minusSeconds(60)).ok("sign", "--key", keys, one, two);
        Object[] pack = {"package", "--deb", "--rpm", "--key", keys, "--package-version", "1", "--output", first, one};
        Command.at(NOW).ok(pack);
        Object[] more = {
            "package", "--deb", "--rpm", "--key", keys, "--package-version", "2", "--output", second, one, two
        };
        Command.at(NOW).ok(more);
    }

    private List<String> publish(Path repositories, Path packages) throws IOException {
        List<String> words = new ArrayList<>(List.of("publish", "--key", keys.toString()));
        words.addAll(List.of("--apt", repositories.resolve("apt").toString()));
        words.addAll(List.of("--dnf", repositories.resolve("dnf").toString()));
        for (String ending : List.of(".deb", ".rpm")) {
            FileTree.files(packages, ending).forEach(file -> words.add(file.toString()));
        }
        return words;
    }

    /** Both repositories are whole, and each is in the state before or after. */
    private static void assertWhole(Path repositories, String when) throws IOException {
        Set<Set<String>> states = Set.of(Set.of("1"), Set.of("1", "2"));
        assertTrue(states.contains(RepositoryReader.apt(repositories.resolve("apt"))), when);
        assertTrue(states.contains(RepositoryReader.dnf(repositories.resolve("dnf"))), when);
    }

    private static void assertFinished(Path repositories, String when) throws IOException {
        assertEquals(Set.of("1", "2"), RepositoryReader.apt(repositories.resolve("apt")), when);
        assertEquals(Set.of("1", "2"), RepositoryReader.dnf(repositories.resolve("dnf")), when);
        assertEquals(List.of(), unfinished(repositories), when);
    }

    private static List<Path> unfinished(Path repositories) throws IOException {
        try (Stream<Path> files = Files.walk(repositories)) {
            return files.filter(file -> file.getFileName().toString().matches("\\..*(\\.new|\\.link|-unfinished)"))
                    .toList();
        }
    }

    @Test
    void publishKilledInTheMiddle_leavesAWholeStateAndCanBeRepeated() throws Exception {
        Tools.require("cp");
        KillAt kill = KillAt.build(folder);
        Path base = folder.resolve("base");
        Command.at(NOW.minusSeconds(30)).ok(publish(base, first).toArray());
        int change = 1;
        for (boolean ended = false; !ended; change += STEP) {
            Path work = folder.resolve("killed");
            FileTree.remove(work);
            assertEquals(
                    0, Tools.run("cp", "-a", base.toString(), work.toString()).status());
            ended = kill.ended(work, change, publish(work, second));
            String when = "killed before change " + change;
            if (!ended) {
                assertWhole(work, when);
                Command.at(NOW).ok(publish(work, second).toArray());
            }
            assertFinished(work, when);
        }
        // Fewer changes than files would mean that the library does not see them.
        assertTrue(change > 40, "it makes only " + change + " changes");
    }

    @Test
    void fullDisk_isToldAndLeavesTheStateBefore() throws Exception {
        try (TestDisk disk = TestDisk.mount(folder.resolve("disk"))) {
            fillStepByStep(disk);
        }
    }

    private void fillStepByStep(TestDisk small) throws IOException {
        Path disk = small.folder();
        Command.at(NOW.minusSeconds(30)).ok(publish(disk, first).toArray());
        List<String> before = listing(disk);
        int failures = 0;
        for (int pages = 0; ; pages++) {
            small.fill(pages);
            Command.Run run = Command.at(NOW).run(publish(disk, second).toArray());
            small.free();
            if (run.status() == 0) {
                break;
            }
            failures++;
            assertEquals(1, run.status(), run.err());
            assertTrue(run.err().contains(disk + "/") && run.err().contains("No space left"), run.err());
            assertWhole(disk, pages + " pages free");
            // The two repositories are published one after the other; the first may have had room.
            if (RepositoryReader.apt(disk.resolve("apt")).size() == 1) {
                assertEquals(before, listing(disk), pages + " pages free");
            }
        }
        assertTrue(failures > 4, "it failed only " + failures + " times");
        assertFinished(disk, "after " + failures + " failures");
    }

    /** {@return every file with its length, but the locks} */
    private static List<String> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()) {
                lines.add(folder.relativize(file) + " " + Files.size(file));
            }
            return lines;
        }
    }

    @Test
    void repositoryThatMayNotBeWritten_isToldWithItsPath() throws Exception {
        try (TestDisk closed = TestDisk.mount(folder.resolve("closed"))) {
            // Permissions keep everybody out but root, who runs the tests as a rule.
            closed.makeReadOnly();
            Command.Run run =
                    Command.at(NOW).run(publish(closed.folder(), first).toArray());
            assertEquals(1, run.status(), run.err());
            assertTrue(run.err().contains(closed.folder().toString()), run.err());
        }
    }
}
