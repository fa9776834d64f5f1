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
import org.hotsplice.engine.diff.UnitDiffer;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.process.ProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewReportTest {
    private static final Path CASES = Path.of("src/test/resources/objects/x86_64");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void replacedFunction_isShownSideBySideWithItsUsers() throws IOException, ElfFormatException {
        ReviewReport report = report("address-taken");

        assertTrue(report.text().contains("handler: replaced, 18 -> 22 bytes"), report.text());
        assertTrue(report.text().contains("used in this unit by: install, table"), report.text());
        assertTrue(report.text().lines().anyMatch(line -> line.contains("call {work-0x4}")), report.text());
    }

    @Test
    void htmlReport_escapesAndHasEachFunction() throws IOException, ElfFormatException {
        String html = report("cold-part").html();

        assertTrue(html.contains("<title>Update &lt;test&gt;</title>"), html);
        assertTrue(html.contains("split: replaced"), html);
        assertFalse(html.contains("<script"), html);
    }

    @Test
    void textReport_namesWhatIsRefusedAndWhy() throws IOException, ElfFormatException {
        assertTrue(
                report("layout-changed").text().contains("! STRUCT_LAYOUT_CHANGED: unit.c: layout of 'struct grown'"));
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

    private ReviewReport report(String name) throws IOException, ElfFormatException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/objdump")), "objdump is not installed");
        ReviewReport report = new ReviewReport("Update <test>\n", new ProcessRunner(folder.resolve("log")));
        report.add(
                "vmlinux",
                UnitDiffer.diff(
                        "unit.c",
                        ElfObject.read(CASES.resolve(name).resolve("pre.o")),
                        ElfObject.read(CASES.resolve(name).resolve("post.o"))),
                List.of());
        return report;
    }
}
