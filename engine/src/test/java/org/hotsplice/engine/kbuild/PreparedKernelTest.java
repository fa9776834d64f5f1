/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.SelfCheck;
import org.hotsplice.engine.WholeUnitRefs;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.kernel.StockKernel;
import org.hotsplice.engine.patch.PatchSeries;
import org.hotsplice.engine.patch.PatchTool;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real prepared kernel, where this machine's store has one. */
final class PreparedKernelTest {
    private static final String SOURCE = "net/unix/sysctl_net_unix.c";

    @TempDir
    Path folder = Path.of("");

    private static PreparedKernel kernel() throws IOException {
        return StockKernel.require();
    }

    private static UnifiedDiff diffAtTop(Path tree, String file, String line) throws IOException, RefusedException {
        List<String> lines = Files.readAllLines(tree.resolve(file), StandardCharsets.ISO_8859_1);
        String text = "--- a/" + file + "\n+++ b/" + file + "\n@@ -1,2 +1,3 @@\n " + lines.get(0) + "\n+" + line + "\n "
                + lines.get(1) + "\n";
        return UnifiedDiff.parse("test.patch", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void unitsOfBuiltinModularAndForeignFolders_areKnown() throws IOException, RefusedException {
        UnitIndex index = UnitIndex.of(kernel(), 2, Progress.SILENT);
        assertTrue(index.size() > 13_000);
        assertEquals(
                List.of("vmlinux"),
                index.bySource("net/core/sock.c").orElseThrow().targets());
        assertEquals(
                List.of("unix_diag"),
                index.bySource("net/unix/diag.c").orElseThrow().targets());
        assertEquals(
                List.of("kvm"),
                index.bySource("virt/kvm/kvm_main.c").orElseThrow().targets());
        assertEquals(
                List.of("aesni_intel"),
                index.bySource("arch/x86/crypto/aesni-intel_asm.S")
                        .orElseThrow()
                        .targets());
        assertTrue(index.bySource("mm/kasan/shadow.c").isEmpty());
    }

    @Test
    void comment_isCompiledAndLeavesPreparedTreeAlone() throws IOException, RefusedException {
        Path source = kernel().tree().resolve(SOURCE);
        byte[] before = Files.readAllBytes(source);
        UnifiedDiff diff = diffAtTop(kernel().tree(), SOURCE, "/* a remark */");
        List<UnitBuild> builds = new ArrayList<>();
        new ThreeWayBuild(PatchSeries.of(diff), kernel(), folder, 2, Progress.SILENT).run(builds::addAll);

        assertEquals(1, builds.size());
        UnitBuild build = builds.get(0);
        assertEquals(SOURCE, build.unit());
        assertEquals("vmlinux", build.target());
        assertTrue(Files.size(build.ref().orElseThrow()) > 0);
        assertTrue(Files.size(build.pre().orElseThrow()) > 0);
        assertTrue(Files.size(build.post().orElseThrow()) > 0);
        assertEquals(new String(before, StandardCharsets.ISO_8859_1), Files.readString(source));
    }

    @Test
    void brokenSource_isRefusedWithTheCompilersWords() throws IOException, RefusedException {
        UnifiedDiff diff = diffAtTop(kernel().tree(), SOURCE, "#error not today");
        ThreeWayBuild build = new ThreeWayBuild(PatchSeries.of(diff), kernel(), folder, 2, Progress.SILENT);
        RefusedException refused =
                org.junit.jupiter.api.Assertions.assertThrows(RefusedException.class, () -> build.run(builds -> {}));
        assertTrue(
                refused.issue().message().contains("#error not today"),
                refused.issue().message());
    }

    @Test
    void unitThatThePatchAdds_mayHaveHooks() throws IOException, RefusedException {
        String makefile = "net/unix/Makefile";
        List<String> lines = Files.readAllLines(kernel().tree().resolve(makefile), StandardCharsets.ISO_8859_1);
        String text = "--- a/" + makefile + "\n+++ b/" + makefile + "\n@@ -1,2 +1,3 @@\n " + lines.get(0)
                + "\n+obj-y += hotsplice_added.o\n " + lines.get(1)
                + """

                --- /dev/null
                +++ b/net/unix/hotsplice_added.c
                @@ -0,0 +1,5 @@
                +#include <hotsplice/hotsplice-patch.h>
                +static void nothing(void)
                +{
                +}
                +hotsplice_post_apply(nothing);
                """;
        UnifiedDiff diff = UnifiedDiff.parse("test.patch", text.getBytes(StandardCharsets.ISO_8859_1));
        List<UnitBuild> builds = new ArrayList<>();
        new ThreeWayBuild(PatchSeries.of(diff), kernel(), folder, 2, Progress.SILENT).run(builds::addAll);

        assertEquals(
                List.of("net/unix/hotsplice_added.c"),
                builds.stream().map(UnitBuild::unit).toList());
        String object = Files.readString(builds.get(0).post().orElseThrow(), StandardCharsets.ISO_8859_1);
        assertTrue(object.contains(".hotsplice.hook.post_apply"));
    }

    @Test
    void headerThatIncludesTheMacrosOfHooks_isPreprocessed() throws IOException, RefusedException {
        ProcessRunner runner = new ProcessRunner(folder.resolve("log"));
        UnitIndex index = UnitIndex.of(kernel(), 2, Progress.SILENT);
        UnifiedDiff diff =
                diffAtTop(kernel().tree(), "kernel/livepatch/state.h", "#include <hotsplice/hotsplice-patch.h>");
        try (WorkTree patched = WorkTree.acquire(kernel(), runner)) {
            patched.apply(diff, new PatchTool(runner), folder);
            List<Unit> differing = new PreprocessFilter(kernel(), index, runner, 2)
                    .differing(
                            List.of(index.bySource("kernel/livepatch/state.c").orElseThrow()),
                            kernel().tree(),
                            patched,
                            PatchHeader.write(folder.resolve("include")));
            assertEquals(List.of(), differing, Files.readString(folder.resolve("log")));
        }
    }

    @Test
    void workTree_isPutRightAgainAfterACrash() throws IOException, RefusedException {
        ProcessRunner runner = new ProcessRunner(folder.resolve("log"));
        Path tree;
        try (WorkTree first = WorkTree.acquire(kernel(), runner)) {
            tree = first.tree();
            first.willChange(SOURCE);
            Files.writeString(tree.resolve(SOURCE), "changed");
            assertNotEquals("changed", Files.readString(kernel().tree().resolve(SOURCE), StandardCharsets.ISO_8859_1));
        }
        assertEquals(
                Files.readString(kernel().tree().resolve(SOURCE), StandardCharsets.ISO_8859_1),
                Files.readString(tree.resolve(SOURCE), StandardCharsets.ISO_8859_1));
        assertTrue(Files.isSameFile(kernel().tree().resolve(SOURCE), tree.resolve(SOURCE)));
    }

    @Test
    void twoUsers_getDifferentWorkTrees() throws IOException {
        ProcessRunner runner = new ProcessRunner(folder.resolve("log"));
        try (WorkTree first = WorkTree.acquire(kernel(), runner);
                WorkTree second = WorkTree.acquire(kernel(), runner)) {
            assertNotEquals(first.tree(), second.tree());
        }
    }

    @Test
    void headerOfManyUnits_affectsThoseThatUseWhatChanges() throws IOException, RefusedException {
        UnitIndex index = UnitIndex.of(kernel(), 2, Progress.SILENT);
        IncludeGraph graph = IncludeGraph.of(kernel(), false, 2, Progress.SILENT);
        String header = "include/net/af_unix.h";
        Path patched = Files.createDirectories(folder.resolve("patched/include/net"));
        String text = Files.readString(kernel().tree().resolve(header), StandardCharsets.ISO_8859_1);
        Files.writeString(patched.resolve("af_unix.h"), text.replace("void unix_gc(void);", "int unix_gc(void);"));
        List<Unit> possible = graph.includers(header).stream()
                .flatMap(file -> index.bySource(file).stream())
                .toList();
        List<String> sources = possible.stream().map(unit -> unit.stem() + ".c").toList();
        List<Unit> noticing = new HeaderReach(kernel().tree(), graph, 2)
                .noticing(List.of(header), folder.resolve("patched"), possible, sources);
        List<String> objects = noticing.stream().map(Unit::object).toList();
        assertTrue(objects.contains("net/unix/af_unix.o"), objects::toString);
        assertTrue(objects.contains("net/unix/garbage.o"), objects::toString);
        assertTrue(objects.size() < possible.size(), objects::toString);
    }

    @Test
    void unitsDrawnAtRandom_areTheShippedCodeAndEqualThemselves() throws IOException, RefusedException {
        UnitIndex index = UnitIndex.of(kernel(), 2, Progress.SILENT);
        UnitCompiler compiler = new UnitCompiler(kernel(), index, new ProcessRunner(folder.resolve("log")), 2);
        SelfCheck.Result result = new SelfCheck(kernel(), compiler, index, Optional.empty(), Progress.SILENT).run(6, 1);
        assertEquals(List.of(), result.findings());
        assertTrue(result.functions() > 20, result::toString);
    }

    @Test
    void unitsOfTheKernelItself_becomeRefModules() throws IOException, RefusedException {
        UnitIndex index = UnitIndex.of(kernel(), 2, Progress.SILENT);
        ProcessRunner runner = new ProcessRunner(folder.resolve("log"));
        UnitCompiler compiler = new UnitCompiler(kernel(), index, runner, 2);
        Path modules = folder.resolve("refs");
        WholeUnitRefs refs = new WholeUnitRefs(kernel(), modules, runner);
        SelfCheck.Result result =
                new SelfCheck(kernel(), compiler, index, Optional.of(refs), Progress.SILENT).run(3, 1);
        assertEquals(List.of(), result.findings());
        List<String> lines = Files.readAllLines(modules.resolve("index.tsv"));
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            List<String> words = List.of(line.split("\t", -1));
            assertTrue(Files.size(modules.resolve(words.get(0))) > 0, line);
            assertTrue(Integer.parseInt(words.get(2)) > 0, line);
            assertTrue(Integer.parseInt(words.get(3)) > 0, line);
        }
    }
}
