/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hotsplice.engine.diff.UnitDiffer;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewReportTest {
    private static final Path CASES = Path.of("src/test/resources/objects/x86_64");
    private static final Surroundings.Users MANY = new Surroundings.Users(
            IntStream.range(0, 148).mapToObj(i -> "caller_" + i).toList(), List.of("table", "static call <x>"), true);

    @TempDir
    private Path folder = Path.of("");

    /** A target in which nothing is known but the users of one function and what {@code function_elsewhere} is. */
    private record Known(String function, Optional<Surroundings.Users> found) implements Surroundings {
        static final Known NOTHING = new Known("", Optional.empty());

        @Override
        public Optional<Users> users(String wanted) {
            return wanted.equals(function) ? found : Optional.empty();
        }

        @Override
        public Optional<DataKind> data(String name) {
            return name.equals("function_elsewhere") ? Optional.empty() : Optional.of(DataKind.VARIABLE);
        }
    }

    @Test
    void replacedFunction_isShownSideBySideWithItsUsers() throws IOException, ElfFormatException {
        ReviewReport report = report("address-taken", Known.NOTHING);

        assertTrue(report.text().contains("handler: replaced, 18 -> 22 bytes"), report.text());
        assertTrue(report.text().contains("used in this unit by: install, table"), report.text());
        assertTrue(
                report.text().contains("its address is taken, so it can be called indirectly, by: install, table\n"),
                report.text());
        assertTrue(report.text().lines().anyMatch(line -> line.contains("call {work-0x4}")), report.text());
    }

    @Test
    void functionOfTheImage_isShownWithItsUsersElsewhere() throws IOException, ElfFormatException {
        ReviewReport report = report("address-taken", new Known("handler", Optional.of(MANY)));

        for (String text : List.of(joined(report.text()), report.html())) {
            assertTrue(text.contains("alled in vmlinux outside this unit by: caller_0, caller_1, "), text);
            assertTrue(text.contains(", caller_15 and 132 more"), text);
            assertFalse(text.contains("caller_16"), text);
            assertTrue(text.contains("ts address is taken, so it can be called indirectly, by: table, "), text);
            assertTrue(text.contains("xported: modules can call it"), text);
        }
    }

    @Test
    void functionThatNothingElseUses_isSaidToBeSo() throws IOException, ElfFormatException {
        Surroundings.Users none = new Surroundings.Users(List.of(), List.of(), false);
        String text =
                report("address-taken", new Known("handler", Optional.of(none))).text();

        assertTrue(text.contains("  called by nothing in vmlinux outside this unit\n"), text);
        assertTrue(text.contains("  its address is nowhere in vmlinux, so nothing there calls it indirectly\n"), text);
        assertFalse(text.contains("exported"), text);
    }

    @Test
    void dataOfAFunction_isNamedByWhichCodeUsesIt() throws IOException, ElfFormatException {
        String text = report("data-used", Known.NOTHING).text();

        assertTrue(
                joined(text)
                        .contains("  data that it uses: counter (per-CPU), elsewhere, outside_key (static key),"
                                + " own_key (static key), weights (read-only)\n"),
                text);
        assertTrue(text.contains("  data that only the old code uses: floor\n"), text);
        assertTrue(text.contains("  data that only the new code uses: limit\n"), text);
        assertFalse(text.contains("function_elsewhere,"), text);
    }

    /** {@return the text with folded lines as they were} */
    private static String joined(String text) {
        return text.replaceAll("\n    (?=\\S)", " ");
    }

    @Test
    void textReport_fitsInto100Columns() throws IOException, ElfFormatException {
        for (String name : List.of("address-taken", "cold-part", "data-used", "tables")) {
            String text = report(name, new Known("handler", Optional.of(MANY))).text();
            assertEquals(
                    List.of(), text.lines().filter(line -> line.length() > 100).toList(), text);
        }
    }

    @Test
    void htmlReport_escapesAndHasEachFunction() throws IOException, ElfFormatException {
        String html = report("cold-part", Known.NOTHING).html();

        assertTrue(html.contains("<title>Update &lt;test&gt;</title>"), html);
        assertTrue(html.contains("split: replaced"), html);
        assertFalse(html.contains("<script"), html);
    }

    @Test
    void htmlReport_isValid() throws IOException, ElfFormatException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tidy")), "tidy is not installed");
        Path page = folder.resolve("report.html");
        Files.writeString(
                page,
                report("address-taken", new Known("handler", Optional.of(MANY))).html());

        Finished checked = new ProcessRunner(folder.resolve("tidy.log"))
                .run(Command.in(folder, "tidy", "-e", "-q", page.toString()));

        assertTrue(checked.succeeded(), Files.readString(folder.resolve("tidy.log")));
    }

    @Test
    void textReport_namesWhatIsRefusedAndWhy() throws IOException, ElfFormatException {
        assertTrue(report("layout-changed", Known.NOTHING)
                .text()
                .contains("! STRUCT_LAYOUT_CHANGED: unit.c: layout of 'struct grown'"));
    }

    @Test
    void longLine_isFoldedAtSpacesAndAWordKeptWhole() {
        assertEquals(
                List.of("  ab cd", "    ef", "    longerthanall", "    gh"),
                Folded.atSpaces("  ab cd ef longerthanall gh", 8));
        assertEquals(List.of("abc", "de"), Folded.anywhere("abcde", 3));
    }

    @Test
    void equalStretch_isShortened() {
        List<Disassembly.Line> lines = Disassembly.parsed(List.of(
                        "0000000000000000 <f>:",
                        "   0:\tpush %rbp",
                        "   1:\tnop",
                        "   2:\tnop",
                        "   3:\tnop",
                        "   4:\tret"))
                .of("f");

        List<SideBySide.Row> rows = SideBySide.rows(lines.subList(0, 4), lines);

        assertEquals(SideBySide.Kind.SKIPPED, rows.get(0).kind());
        assertEquals("1 equal instructions", rows.get(0).left());
        assertEquals(SideBySide.Kind.ADDED, rows.get(rows.size() - 1).kind());
    }

    private ReviewReport report(String name, Surroundings surroundings) throws IOException, ElfFormatException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/objdump")), "objdump is not installed");
        ReviewReport report = new ReviewReport("Update <test>\n", new ProcessRunner(folder.resolve("log")));
        report.add(
                "vmlinux",
                UnitDiffer.diff(
                        "unit.c",
                        ElfObject.read(CASES.resolve(name).resolve("pre.o")),
                        ElfObject.read(CASES.resolve(name).resolve("post.o"))),
                List.of(),
                surroundings);
        return report;
    }
}
