/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.x86;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.ProcessRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecoderTest {
    private static final Path CASES = Path.of("src/test/resources/objects/x86_64");
    private static final Pattern LINE = Pattern.compile("^ *([0-9a-f]+):\t.*");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void storeOfImmediate_hasItsDisplacementBeforeTheImmediate() {
        // movl $0x4d, 0x10(%rip)
        Instruction move = only(0xc7, 0x05, 0x10, 0, 0, 0, 0x4d, 0, 0, 0);

        assertEquals(2, move.displacementOffset());
        assertEquals(6, move.immediateOffset());
        assertEquals(10, move.end());
    }

    @Test
    void operandSizePrefix_shortensTheImmediate() {
        assertEquals(5, only(0x66, 0xb8, 1, 0, 0xcc).end() + 1);
        assertEquals(10, only(0x48, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8).length());
        assertEquals(7, only(0x48, 0xc7, 0xc0, 1, 0, 0, 0).length());
    }

    @Test
    void testWithImmediate_differsFromNotByItsRegisterField() {
        assertEquals(6, only(0xf7, 0xc7, 1, 0, 0, 0).length());
        assertEquals(2, only(0xf7, 0xd7).length());
    }

    @Test
    void branches_areRelativeAndOthersAreNot() {
        assertTrue(only(0xe8, 1, 0, 0, 0).isRelativeBranch());
        assertTrue(only(0x0f, 0x84, 1, 0, 0, 0).isRelativeBranch());
        assertTrue(only(0x74, 1).isRelativeBranch());
        assertFalse(only(0xff, 0x25, 1, 0, 0, 0).isRelativeBranch());
    }

    @Test
    void endInTheMiddleOfAnInstruction_isNoError() {
        assertEquals(1, Decoder.decode(Bytes.of(0xe8, 1)).size());
        assertEquals(1, Decoder.decode(Bytes.of(0x0f)).size());
        assertEquals(1, Decoder.decode(Bytes.of(0x66)).size());
    }

    @Test
    void everyInstructionOfTheGoldenObjects_beginsWhereObjdumpSays() throws IOException, ElfFormatException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/objdump")), "objdump is not installed");
        try (Stream<Path> cases = Files.list(CASES)) {
            for (Path found : cases.sorted().toList()) {
                Path object = found.resolve("post.o");
                if (Files.exists(object)) {
                    compare(object);
                }
            }
        }
    }

    /** For a run over other objects: the argument of -Ddecoder.objects is a folder of them. */
    @Test
    void everyInstructionOfGivenObjects_beginsWhereObjdumpSays() throws IOException, ElfFormatException {
        String location = System.getProperty("decoder.objects", "");
        assumeTrue(!location.isEmpty(), "-Ddecoder.objects=DIR is not given");
        try (Stream<Path> files = Files.walk(Path.of(location))) {
            for (Path object : files.filter(file -> file.toString().endsWith(".o"))
                    .sorted()
                    .toList()) {
                compare(object);
            }
        }
    }

    private void compare(Path object) throws IOException, ElfFormatException {
        for (Section section : ElfObject.read(object).sections()) {
            if (!section.isCode() || section.size() == 0) {
                continue;
            }
            List<Integer> starts = Decoder.decode(section.content()).stream()
                    .map(Instruction::offset)
                    .toList();
            assertEquals(objdump(object, section.name()), starts, object + " " + section.name());
        }
    }

    private List<Integer> objdump(Path object, String section) throws IOException {
        List<Integer> starts = new ArrayList<>();
        ProcessRunner runner = new ProcessRunner(folder.resolve("log"));
        List<String> arguments = List.of(
                "objdump", "-dwz", "-j", section, object.toAbsolutePath().toString());
        for (String line : runner.run(Command.in(Path.of("/"), arguments)).lines()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                starts.add(Integer.parseInt(matcher.group(1), 16));
            }
        }
        return starts;
    }

    private static Instruction only(int... bytes) {
        return Decoder.decode(Bytes.of(bytes)).get(0);
    }
}
