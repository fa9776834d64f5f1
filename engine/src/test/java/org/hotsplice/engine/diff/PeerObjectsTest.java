/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.update.Issue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The x86-64 object pairs of github.com/dynup/kpatch-unit-test-objs: the same verdicts as kpatch gives, those of pairs
 * that must fail included. They are not stored here: {@code -Dpeer.objects=DIR} names the folder with the pairs.
 */
final class PeerObjectsTest {
    private static final Pattern FUNCTIONS = Pattern.compile("assert_num_funcs (\\d+)");

    /** Where another number of functions is right, and why. */
    private static final Map<String, Integer> OTHER_NUMBER = Map.of(
            // kpatch counts a function whose only difference is the line in a sanitizer's descriptor.
            "cmdline-ubsan",
            1,
            // dev_queue_xmit_nit gets three more jump label entries, and those are code of its own.
            "data-read-mostly",
            2);

    /**
     * Pairs with macros of kpatch, which have no effect here and are refused for that, and the refusals that follow: of
     * callbacks, of a function that is not to be looked at, and of a section with init code that is not to be.
     */
    private static final Map<String, Set<EngineIssue>> WITH_PEER_MACRO = Map.of(
            "clang-lstr",
            Set.of(EngineIssue.FOREIGN_HOOK),
            "ignore-missing-ftracehook-issue-1091",
            Set.of(EngineIssue.FOREIGN_HOOK),
            "oot-issue-928.NOSTRIP",
            Set.of(EngineIssue.FOREIGN_HOOK, EngineIssue.INIT_CODE_CHANGED));

    @TestFactory
    List<DynamicTest> pairs() throws IOException {
        String location = System.getProperty("peer.objects", "");
        assumeTrue(!location.isEmpty(), "-Dpeer.objects=DIR is not given: the peers' objects are not stored here");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(location))) {
            for (Path original : files.sorted().toList()) {
                String file = original.getFileName().toString();
                if (file.endsWith(".ORIG.o")) {
                    String name = file.substring(0, file.length() - ".ORIG.o".length());
                    tests.add(DynamicTest.dynamicTest(name, () -> check(Path.of(location), name)));
                }
            }
        }
        assertFalse(tests.isEmpty(), "no pairs in " + location);
        return tests;
    }

    private static void check(Path folder, String name) throws IOException, ElfFormatException {
        Path patched = folder.resolve(name + ".PATCHED.o");
        boolean mustFail = !Files.exists(patched);
        if (mustFail) {
            patched = folder.resolve(name + ".PATCHED.FAIL.o");
        }
        UnitDiff diff =
                UnitDiffer.diff(name, ElfObject.read(folder.resolve(name + ".ORIG.o")), ElfObject.read(patched));
        String text = String.join("\n", DiffText.lines(diff));
        if (mustFail) {
            assertTrue(diff.isEmpty() || !diff.issues().isEmpty(), text);
            return;
        }
        if (WITH_PEER_MACRO.containsKey(name)) {
            assertEquals(
                    WITH_PEER_MACRO.get(name),
                    diff.issues().stream().map(Issue::code).collect(Collectors.toSet()),
                    text);
            abort("not judged: refused for its macro of kpatch's, where kpatch accepts it\n" + text);
        }
        assertEquals(List.of(), diff.issues(), text);
        assertFalse(diff.isEmpty(), "no change found");
        Optional<Integer> expected = expectedFunctions(folder, name);
        if (expected.isPresent()) {
            assertEquals(expected.get(), countAsPeer(diff), text);
        }
    }

    private static Optional<Integer> expectedFunctions(Path folder, String name) throws IOException {
        Path test = folder.resolve(name + ".test");
        if (OTHER_NUMBER.containsKey(name) || !Files.exists(test)) {
            return Optional.ofNullable(OTHER_NUMBER.get(name));
        }
        Matcher matcher = FUNCTIONS.matcher(Files.readString(test));
        return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    /** kpatch counts the changed and new functions of its output, an unlikely part only where it changes itself. */
    private static int countAsPeer(UnitDiff diff) {
        long changed = diff.changed().stream()
                .filter(change -> !change.reason().startsWith("unlikely part of"))
                .count();
        return (int) changed + diff.added().size();
    }
}
