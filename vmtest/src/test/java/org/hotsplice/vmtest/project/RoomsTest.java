/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dependencies run one way: the rooms of the design, and within the engine command line, stages, object model. */
final class RoomsTest {
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?(org\\.hotsplice\\.[a-z0-9_.]+)\\.[A-Z]", Pattern.MULTILINE);

    /** Which of our packages each room may import, besides its own. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "update", Set.of(),
            "engine", Set.of("org.hotsplice.update"),
            "signer", Set.of("org.hotsplice.update"),
            "hook", Set.of("org.hotsplice.update"));

    /** Packages of the engine that know nothing of those above them. */
    private static final Map<String, Set<String>> ENGINE_MAY_NOT_USE = Map.of(
            "elf", Set.of("diff", "special", "layout", "replacement", "match", "module", "kbuild", "kernel", "cli"),
            "diff", Set.of("match", "module", "kbuild", "kernel", "image", "cli"),
            "image", Set.of("diff", "match", "module", "kbuild", "cli"),
            "patch", Set.of("elf", "diff", "match", "module", "kbuild", "kernel", "cli"));

    @Test
    void rooms_useOnlyWhatTheDesignAllows() {
        Path root = Checkout.root();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Set<String>> room : MAY_USE.entrySet()) {
            String own = "org.hotsplice." + room.getKey();
            for (Path file : mainSources(root.resolve(room.getKey()))) {
                for (String used : imports(file)) {
                    if (!isIn(used, own) && room.getValue().stream().noneMatch(allowed -> isIn(used, allowed))) {
                        wrong.add(root.relativize(file) + " uses " + used);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void enginePackages_doNotReachUpwards() {
        Path root = Checkout.root();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Set<String>> rule : ENGINE_MAY_NOT_USE.entrySet()) {
            Path folder =
                    root.resolve("engine/src/main/java/org/hotsplice/engine").resolve(rule.getKey());
            for (Path file : mainSources(folder)) {
                for (String used : imports(file)) {
                    if (rule.getValue().stream().anyMatch(banned -> isIn(used, "org.hotsplice.engine." + banned))) {
                        wrong.add(root.relativize(file) + " uses " + used);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static List<Path> mainSources(Path folder) {
        return Checkout.files(".java").stream()
                .filter(file -> file.startsWith(folder) && !file.toString().contains("/src/test/"))
                .toList();
    }

    private static List<String> imports(Path file) {
        List<String> found = new ArrayList<>();
        Matcher matcher = IMPORT.matcher(Checkout.read(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static boolean isIn(String used, String own) {
        return used.equals(own) || used.startsWith(own + ".");
    }
}
