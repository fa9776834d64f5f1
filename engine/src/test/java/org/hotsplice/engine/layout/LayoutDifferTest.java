/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.engine.dwarf.DebugTypes;
import org.hotsplice.engine.dwarf.DwarfFormatException;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.junit.jupiter.api.Test;

final class LayoutDifferTest {
    private static final Path CASE = Path.of("src/test/resources/objects/x86_64/layout-changed");

    @Test
    void memberThatMoves_isNamedWithBothOffsets() throws IOException, ElfFormatException, DwarfFormatException {
        LayoutChange grown = change("struct grown");

        assertTrue(grown.matters());
        assertTrue(grown.what().contains("member 'b' moves from offset 8 to 16"), grown.what());
    }

    @Test
    void memberInAHole_isAChange() throws IOException, ElfFormatException, DwarfFormatException {
        assertEquals(
                "member 'in_hole' is added at offset 1", change("struct filled").what());
    }

    @Test
    void enumThatNoStructHolds_isOnlyNoted() throws IOException, ElfFormatException, DwarfFormatException {
        List<LayoutChange> changes = changes();

        assertTrue(changes.stream().anyMatch(change -> change.type().equals("enum state") && change.matters()));
        assertFalse(changes.stream().anyMatch(change -> change.type().equals("enum reason") && change.matters()));
    }

    @Test
    void unchangedStruct_isNoChange() throws IOException, ElfFormatException, DwarfFormatException {
        assertTrue(changes().stream().noneMatch(change -> change.type().equals("struct same")));
    }

    private static LayoutChange change(String type) throws IOException, ElfFormatException, DwarfFormatException {
        return changes().stream()
                .filter(change -> change.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<LayoutChange> changes() throws IOException, ElfFormatException, DwarfFormatException {
        return LayoutDiffer.diff(types("pre.o"), types("post.o"));
    }

    private static DebugTypes types(String object) throws IOException, ElfFormatException, DwarfFormatException {
        return DebugTypes.read(ElfObject.read(CASE.resolve(object)));
    }
}
