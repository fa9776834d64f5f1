/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Section;
import org.junit.jupiter.api.Test;

final class DwarfTest {
    private static final Path OBJECT = Path.of("src/test/resources/objects/x86_64/layout-changed/pre.o");

    @Test
    void types_haveTheirNamesAndMembers() throws IOException, ElfFormatException, DwarfFormatException {
        Die grown = DebugTypes.read(ElfObject.read(OBJECT)).all().stream()
                .filter(die -> die.tag() == Tag.STRUCTURE && die.name().equals("grown"))
                .findFirst()
                .orElseThrow();

        assertEquals(16, grown.byteSize().orElse(0));
        assertEquals(List.of("a", "b"), grown.children().stream().map(Die::name).toList());
        assertEquals(64, grown.children().get(1).bitOffset());
    }

    @Test
    void lines_beginWithTheFunction() throws IOException, ElfFormatException, DwarfFormatException {
        ElfObject object = ElfObject.read(OBJECT);
        Section text = object.section(".text.reads").orElseThrow();

        List<Integer> first = LineTable.read(object).at(text.index(), 0);

        assertTrue(!first.isEmpty() && first.get(0) > 1, first.toString());
    }

    @Test
    void damagedDebugInformation_isReadOrRefusedAndNothingElse() throws IOException {
        byte[] whole = Files.readAllBytes(OBJECT);
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            fuzzerTestOneInput(damaged);
        }
    }

    /** Entry for fuzzers. */
    static void fuzzerTestOneInput(byte[] bytes) {
        try {
            ElfObject object = ElfObject.read("fuzz", bytes);
            LineTable.read(object);
            DebugTypes.read(object);
        } catch (ElfFormatException | DwarfFormatException expected) {
            // That is the answer for damaged input.
        }
    }
}
