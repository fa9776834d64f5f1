/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hotsplice.engine.elf.RelocatableBuilder.Name;
import org.hotsplice.engine.elf.RelocatableBuilder.Part;
import org.junit.jupiter.api.Test;

final class RelocatableBuilderTest {
    @Test
    void builtObject_isReadBack() throws ElfFormatException {
        ElfObject object = ElfObject.read("built", sample());

        Section text = object.section(".text").orElseThrow();
        assertEquals(Bytes.of(0x90, 0xcc, 0xcc, 0xcc, 0xe8, 0, 0, 0, 0), text.content());
        Relocation relocation = object.relocations(text).get(0);
        assertEquals(5, relocation.offset());
        assertEquals("outside", relocation.symbol().name());
        assertTrue(relocation.symbol().isUndefined());
        assertEquals(-4, relocation.addend());
        assertEquals(64, object.section(".bss").orElseThrow().size());
    }

    @Test
    void localSymbols_comeBeforeGlobalOnes() throws ElfFormatException {
        ElfObject object = ElfObject.read("built", sample());
        int locals = object.section(".symtab").orElseThrow().info();

        for (Symbol symbol : object.symbols()) {
            assertEquals(symbol.index() < locals, symbol.isLocal(), symbol.name());
        }
    }

    @Test
    void sameCalls_giveTheSameBytes() {
        assertArrayEquals(sample(), sample());
    }

    @Test
    void sectionOfTwoKinds_isAnError() {
        RelocatableBuilder builder = new RelocatableBuilder();
        builder.part(".data", Section.PROGBITS, Section.ALLOC, 0);

        assertThrows(
                IllegalArgumentException.class,
                () -> builder.part(".data", Section.PROGBITS, Section.ALLOC | Section.WRITE, 0));
    }

    private static byte[] sample() {
        RelocatableBuilder builder = new RelocatableBuilder();
        builder.file("unit.c");
        Part text = builder.part(".text", Section.PROGBITS, Section.ALLOC | Section.EXECINSTR, 0);
        text.append(Bytes.of(0x90), 1);
        long at = text.append(Bytes.of(0xe8, 0, 0, 0, 0), 4);
        builder.define("global", Binding.GLOBAL, Kind.FUNCTION, text, at, 5);
        builder.define("local", Binding.LOCAL, Kind.FUNCTION, text, 0, 1);
        Name outside = builder.undefined("outside");
        text.relocate(at + 1, RelocationTypes.R_X86_64_PLT32, outside, -4);
        builder.part(".bss", Section.NOBITS, Section.ALLOC | Section.WRITE, 0).reserve(64, 32);
        return builder.build();
    }
}
