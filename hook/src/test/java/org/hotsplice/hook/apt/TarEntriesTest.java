/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what the system's own tar wrote. */
final class TarEntriesTest {
    private static byte[] tar(Path folder, String format) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tar")) || Files.isExecutable(Path.of("/bin/tar")), "no tar");
        Process process = new ProcessBuilder("tar", "--format=" + format, "-C", folder.toString(), "-cf", "-", ".")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] bytes = process.getInputStream().readAllBytes();
        assertEquals(0, process.waitFor());
        return bytes;
    }

    private static Map<String, String> files(byte[] archive) throws IOException {
        TarEntries entries = new TarEntries(new ByteArrayInputStream(archive), 100);
        Map<String, String> files = new TreeMap<>();
        for (Optional<TarEntries.Entry> next = entries.next(); next.isPresent(); next = entries.next()) {
            TarEntries.Entry entry = next.get();
            String content = new String(entries.content(entry.size(), 1 << 20), StandardCharsets.UTF_8);
            if (entry.isFile()) {
                files.put(entry.name(), content);
            }
        }
        return files;
    }

    @Test
    void filesOfBothForms_areReadWithLongNames(@TempDir Path folder) throws Exception {
        String deep = "a".repeat(90) + "/" + "b".repeat(90);
        Files.createDirectories(folder.resolve(deep));
        Files.writeString(folder.resolve(deep).resolve("c"), "x".repeat(1000));
        Files.writeString(folder.resolve("empty"), "");
        Map<String, String> expected = Map.of("./" + deep + "/c", "x".repeat(1000), "./empty", "");
        assertEquals(expected, files(tar(folder, "gnu")));
        assertEquals(expected, files(tar(folder, "ustar")));
        assertEquals(expected, files(tar(folder, "posix")));
    }

    @Test
    void archiveCutAnywhere_isRefused(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("one"), "1".repeat(700));
        byte[] archive = tar(folder, "gnu");
        // The folder, the file and its two blocks; the marks of the end follow.
        for (int length = 0; length < 2048; length += 64) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThrows(IOException.class, () -> files(cut), "cut at " + length);
        }
    }

    @Test
    void damagedHeader_isRefused(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("one"), "1");
        byte[] archive = tar(folder, "gnu");
        for (int at = 0; at < 100; at++) {
            byte[] damaged = archive.clone();
            damaged[at] ^= 1;
            assertThrows(IOException.class, () -> files(damaged), "bit flipped at " + at);
        }
    }

    @Test
    void moreEntriesThanTheBound_areRefused(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 101; i++) {
            Files.writeString(folder.resolve("f" + i), "");
        }
        byte[] archive = tar(folder, "gnu");
        assertThrows(IOException.class, () -> files(archive));
    }
}
