/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every threat that SECURITY.md lists is answered by tests, and the tests that it names exist. */
final class SecurityDocumentTest {
    private static final Pattern TEST = Pattern.compile("`([a-z]+): (\\w+)\\.(\\w+)`");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everyThreat_namesTestsThatExist() throws IOException {
        String text = Files.readString(ROOT.resolve("SECURITY.md"));
        List<String> threats =
                text.lines().filter(line -> line.startsWith("| *")).toList();
        assertEquals(13, threats.size());
        List<String> missing = new ArrayList<>();
        for (String threat : threats) {
            Matcher tests = TEST.matcher(threat);
            int count = 0;
            while (tests.find()) {
                count++;
                if (!exists(tests.group(1), tests.group(2), tests.group(3))) {
                    missing.add(tests.group());
                }
            }
            assertTrue(count > 0, threat);
        }
        assertEquals(List.of(), missing);
    }

    private static boolean exists(String room, String name, String method) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(room).resolve("src/test/java"))) {
            Optional<Path> file =
                    files.filter(path -> path.endsWith(name + ".java")).findFirst();
            return file.isPresent() && Files.readString(file.get()).contains("void " + method + "(");
        }
    }
}
