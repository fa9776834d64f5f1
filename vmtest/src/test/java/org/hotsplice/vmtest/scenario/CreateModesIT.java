/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.DebianSource;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ways to name a change, and what hotsplice-create says of it; on the host, no guest. */
@SuppressWarnings("NullAway.Init")
@Tag("wide")
class CreateModesIT {
    private static final String FILE = "fs/proc/uptime.c";
    private static final String ID = "modes";

    private static GuestKernel kernel;
    private static Path folder;
    private static Path before;
    private static Path after;
    private static Path patch;

    @BeforeAll
    static void changeOneFile() throws Exception {
        kernel = GuestKernel.resolve();
        folder = Path.of("target", "create-modes").toAbsolutePath();
        Trees.delete(folder);
        Path original = DebianSource.of(kernel, List.of(FILE)).folder().resolve(FILE);
        String text = Files.readString(original);
        String changed = text.replace("\tidle_nsec = 0;", "\tidle_nsec = 7;");
        assertFalse(changed.equals(text), FILE + " has no such line any more");
        before = written("before", text);
        after = written("after", changed);
        patch = Files.writeString(
                folder.resolve("change.patch"), Fix.difference(FILE, before.resolve(FILE), after.resolve(FILE)));
    }

    private static Path written(String tree, String text) throws IOException {
        Path file = folder.resolve(tree).resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return folder.resolve(tree);
    }

    private static CommandResult create(String output, String... more) throws Exception {
        var arguments = new ArrayList<String>(List.of(
                Checkout.root().toAbsolutePath().resolve("bin/hotsplice-create").toString(),
                "--kernel",
                kernel.release(),
                "--id",
                ID,
                "--output",
                folder.resolve(output).toString()));
        arguments.addAll(Arrays.asList(more));
        return Command.of(arguments).limit(Duration.ofMinutes(15)).run();
    }

    /** {@return the manifest, which has the digest of each module} */
    private static String manifest(String output) throws IOException {
        return Files.readString(folder.resolve(output).resolve(ID).resolve("manifest.json"));
    }

    @Test
    void patchCommitAndTwoTrees_giveTheSameUpdate() throws Exception {
        Path repository = written("repository", Files.readString(before.resolve(FILE)));
        git(repository, "init", "-q");
        git(repository, "add", ".");
        git(repository, "commit", "-qm", "without");
        Files.copy(after.resolve(FILE), repository.resolve(FILE), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        git(repository, "commit", "-qam", "with");

        List<CommandResult> results = List.of(
                create("patch", "--patch", patch.toString()),
                create("git", "--git", "HEAD", "--repository", repository.toString()),
                create("trees", "--before", before.toString(), "--after", after.toString(), "--jobs", "1"));

        results.forEach(result -> assertEquals(0, result.status(), result::output));
        assertEquals(manifest("patch"), manifest("git"));
        assertEquals(manifest("patch"), manifest("trees"));
    }

    private static void git(Path repository, String... words) throws Exception {
        var arguments = new ArrayList<String>(
                List.of("git", "-C", repository.toString(), "-c", "user.name=A", "-c", "user.email=a@example.org"));
        arguments.addAll(Arrays.asList(words));
        Command.of(arguments).mustRun();
    }

    @Test
    void dryRunThatExplains_writesNothing() throws Exception {
        CommandResult result = create("dry", "--patch", patch.toString(), "--dry-run", "--explain");
        assertEquals(0, result.status(), result::output);
        assertTrue(result.output().contains("uptime_proc_show"), result::output);
        assertTrue(result.output().contains("refers to "), result::output);
        assertTrue(result.output().contains("ktime_get_with_offset"), result::output);
        assertFalse(Files.exists(folder.resolve("dry")), "a folder was made");
    }

    @Test
    void json_namesWhatIsReplaced() throws Exception {
        Path error = folder.resolve("json.err");
        Path output = folder.resolve("json.out");
        String command = String.join(
                " ",
                "'" + Checkout.root().toAbsolutePath().resolve("bin/hotsplice-create") + "'",
                "--kernel " + kernel.release() + " --patch '" + patch + "' --id " + ID,
                "--dry-run --json >'" + output + "' 2>'" + error + "'");
        CommandResult result =
                Command.of("sh", "-c", command).limit(Duration.ofMinutes(15)).run();
        assertEquals(0, result.status(), () -> result.output());
        JsonNode answer = new ObjectMapper().readTree(output.toFile());
        assertEquals(ID, answer.get("id").asText());
        assertEquals(kernel.release(), answer.get("kernel").get("release").asText());
        JsonNode unit = answer.get("units").get(0);
        assertEquals(FILE, unit.get("unit").asText());
        assertEquals("vmlinux", unit.get("target").asText());
        assertEquals("uptime_proc_show", unit.get("replaced").get(0).asText());
        assertTrue(Files.size(error) > 0, "progress is told on standard error");
    }

    @Test
    void twoWaysAtOnce_areAnErrorOfUse() throws Exception {
        CommandResult result = create("two", "--patch", patch.toString(), "--git", "HEAD");
        assertEquals(2, result.status(), result::output);
        assertFalse(Files.exists(folder.resolve("two")));
    }
}
