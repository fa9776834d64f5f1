/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class IncludeGraphTest {
    private static IncludeGraph graph(Map<String, List<String>> includes) {
        return new IncludeGraph(new TreeMap<>(includes));
    }

    @Test
    void includeLines_areReadWithBlanksAndBothQuotes() {
        assertEquals(
                List.of("linux/a.h", "b.h", "c.h"),
                IncludeScan.names("#include <linux/a.h>\n # \t include \"b.h\"\n#include MACRO\n\t#include\"c.h\"\n"));
    }

    @Test
    void hashWithinALine_isNoInclude() {
        assertEquals(List.of(), IncludeScan.names("x = \"#include <a.h>\";\n#include <a.h\n"));
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
    void filesThatIncludeEachOther_endTheSearch() {
        IncludeGraph graph = graph(Map.of("a.h", List.of("b.h"), "b.h", List.of("a.h")));
        assertEquals(Set.of("b.h"), graph.includers("a.h"));
    }
}
