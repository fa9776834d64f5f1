/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ElfObjectTest {
    private static final Path BASIC = Path.of("src/test/resources/objects/x86_64/elf-basic/pre.o");

    @Test
    void basicObject_hasItsFunctionsDataAndRelocations() throws IOException, ElfFormatException {
        ElfObject object = ElfObject.read(BASIC);

        Section text = object.section(".text.add").orElseThrow();
        assertTrue(text.isCode());
        List<Symbol> functions =
                object.symbols().stream().filter(Symbol::isFunction).toList();
        assertEquals(
                List.of("add"), functions.stream().map(Symbol::name).sorted().toList());
        Symbol shared = object.symbols().stream()
                .filter(symbol -> symbol.name().equals("shared"))
                .findFirst()
                .orElseThrow();
        assertEquals(Kind.OBJECT, shared.kind());
        assertEquals(3, object.sectionOf(shared).orElseThrow().content().s32(shared.value()));
        assertTrue(object.relocations(text).stream()
                .anyMatch(relocation -> relocation.symbol().name().equals("shared")
                        && relocation.type() == RelocationTypes.R_X86_64_PC32
                        && relocation.addend() == -4));
        assertTrue(
                object.symbols().stream().anyMatch(symbol -> symbol.name().equals("printk") && symbol.isUndefined()));
    }

    @Test
    void fileThatIsNoElf_isRefused() {
        ElfFormatException e = assertThrows(ElfFormatException.class, () -> ElfObject.read("x", new byte[100]));
        assertEquals("header", e.section());
    }

    @Test
    void everyTruncation_isRefused() throws IOException {
        byte[] whole = Files.readAllBytes(BASIC);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(ElfFormatException.class, () -> ElfObject.read("cut", cut), "cut at " + length);
        }
    }

    @Test
    void everyDamagedByte_isReadOrRefusedAndNothingElse() throws IOException {
        byte[] whole = Files.readAllBytes(BASIC);
        for (int i = 0; i < whole.length; i++) {
            for (int value : new int[] {0x00, 0x01, 0x7f, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[i] = (byte) value;
                ElfFuzz.one(damaged);
            }
        }
    }
}
