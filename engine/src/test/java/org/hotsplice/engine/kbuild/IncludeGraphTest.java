/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hotsplice.engine.kbuild.IncludeScan.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncludeGraphTest {
    private static IncludeGraph graph(Map<String, List<String>> includes) {
        return new IncludeGraph(new TreeMap<>(includes));
    }

    @Test
    void includeLines_areReadWithBlanksAndBothQuotes() {
        assertEquals(
                List.of(new Line("linux/a.h", false), new Line("b.h", true), new Line("c.h", true)),
                IncludeScan.lines("#include <linux/a.h>\n # \t include \"b.h\"\n#include MACRO\n\t#include\"c.h\"\n"));
    }

    @Test
    void hashWithinALine_isNoInclude() {
        assertEquals(List.of(), IncludeScan.lines("x = \"#include <a.h>\";\n#include <a.h\n"));
    }

    @Test
    void headerThatAMacroNames_counts() {
        assertEquals(
                List.of(new Line("linux/drbd_genl.h", false)),
                IncludeScan.lines("#define GENL_MAGIC_INCLUDE_FILE <linux/drbd_genl.h>\n#define X \"a.h\" b\n"));
    }

    @Test
    void includersOfIncluders_areFound() {
        IncludeGraph graph = graph(Map.of(
                "net/a.c", List.of("net/sock.h"),
                "net/b.c", List.of("net/tcp.h"),
                "include/net/tcp.h", List.of("net/sock.h")));
        assertEquals(Set.of("net/a.c", "net/b.c", "include/net/tcp.h"), graph.includers("include/net/sock.h"));
    }

    @Test
    void relativeNames_fit() {
        IncludeGraph graph = graph(Map.of("fs/a/b.c", List.of("../internal.h"), "fs/c.c", List.of("internal.h")));
        assertEquals(Set.of("fs/a/b.c", "fs/c.c"), graph.includers("fs/internal.h"));
    }

    @Test
    void otherFilesOfThatName_doNotFit() {
        IncludeGraph graph = graph(Map.of("fs/a.c", List.of("linux/tcp.h")));
        assertEquals(Set.of(), graph.includers("include/net/tcp.h"));
    }

    @Test
    void fileBeside_isTheOneThatAQuotedNameMeans(@TempDir Path tree) throws Exception {
        for (String file : List.of("a/core.h", "b/core.h")) {
            Files.writeString(
                    Files.createDirectories(tree.resolve(file).getParent()).resolve("core.h"), "");
        }
        Files.writeString(tree.resolve("a/quoted.c"), "#include \"core.h\"\n");
        Files.writeString(tree.resolve("a/upwards.c"), "#include \"../b/core.h\"\n");
        Files.writeString(tree.resolve("a/angled.c"), "#include <core.h>\n");
        Files.writeString(tree.resolve("elsewhere.c"), "#include \"core.h\"\n");
        IncludeGraph graph = graph(new IncludeScan(tree, 1).run());
        assertEquals(Set.of("a/quoted.c", "a/angled.c", "elsewhere.c"), graph.includers("a/core.h"));
        assertEquals(Set.of("a/upwards.c", "a/angled.c", "elsewhere.c"), graph.includers("b/core.h"));
    }

    @Test
    void whatASourceIncludes_isFoundThroughOthers() {
        IncludeGraph graph = graph(Map.of(
                "net/a.c", List.of("net/tcp.h", "/net/core.h"),
                "fs/b.c", List.of("core.h"),
                "include/net/tcp.h", List.of("linux/bug.h"),
                "include/linux/kconfig.h", List.of("generated/autoconf.h")));
        Set<String> included = graph.included(
                List.of("net/a.c"),
                List.of(
                        "include/net/tcp.h",
                        "include/linux/bug.h",
                        "net/core.h",
                        "fs/core.h",
                        "include/generated/autoconf.h"));
        assertTrue(included.containsAll(
                Set.of("include/net/tcp.h", "include/linux/bug.h", "net/core.h", "include/generated/autoconf.h")));
        assertFalse(included.contains("fs/core.h"));
    }

    @Test
    void filesThatIncludeEachOther_endTheSearch() {
        IncludeGraph graph = graph(Map.of("a.h", List.of("b.h"), "b.h", List.of("a.h")));
        assertEquals(Set.of("b.h"), graph.includers("a.h"));
    }
}
