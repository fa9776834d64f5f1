/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hotsplice.engine.diff.DiffText;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.diff.UnitDiffer;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases in the folder of golden objects: each difference and plan is as its text says. */
final class GoldenObjectsTest {
    private static final Path CASES = Path.of("src/test/resources/objects/x86_64");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("post.o")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void differenceAndPlan_areAsWritten(String name) throws IOException, ElfFormatException {
        UnitDiff diff = UnitDiffer.diff("unit.c", object(name, "pre.o"), object(name, "post.o"));
        ReplacementPlan plan = ReplacementPlanner.plan(diff);
        List<String> lines = new ArrayList<>(DiffText.lines(diff));
        lines.addAll(PlanText.lines(plan));
        String actual = String.join("\n", lines) + "\n";
        Path expected = CASES.resolve(name).resolve("expected.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(expected, actual);
        }
        assertEquals(Files.readString(expected), actual);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writtenObject_meansWhatPostMeans(String name) throws IOException, ElfFormatException {
        ReplacementPlan plan =
                ReplacementPlanner.plan(UnitDiffer.diff("unit.c", object(name, "pre.o"), object(name, "post.o")));
        // What is refused is never written.
        assumeTrue(plan.issues().isEmpty(), () -> plan.issues().toString());

        byte[] object = ReplacementWriter.write(plan, Map.of(), Map.of(), Map.of());

        assertEquals(List.of(), RewrittenCheck.differences(plan, object));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void objectAgainstItself_isNoChange(String name) throws IOException, ElfFormatException {
        for (String file : List.of("pre.o", "post.o")) {
            UnitDiff diff = UnitDiffer.diff("unit.c", object(name, file), object(name, file));
            assertEquals(List.of(), diff.changed());
            assertTrue(
                    diff.added().isEmpty()
                            && diff.removed().isEmpty()
                            && diff.issues().isEmpty(),
                    file);
        }
    }

    private static ElfObject object(String name, String file) throws IOException, ElfFormatException {
        return ElfObject.read(CASES.resolve(name).resolve(file));
    }
}
