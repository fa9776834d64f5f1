/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
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

    /** Where the pair needs a macro of kpatch to be accepted: it says that a change of init code is to be ignored. */
    private static final List<String> NEEDS_PEER_MACRO = List.of("oot-issue-928.NOSTRIP");

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
        if (NEEDS_PEER_MACRO.contains(name)) {
            return;
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
