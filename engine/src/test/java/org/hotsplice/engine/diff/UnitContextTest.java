/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.junit.jupiter.api.Test;

final class UnitContextTest {
    private static final Path CASE = Path.of("src/test/resources/objects/x86_64/init-changed");

    @Test
    void initFunctionThatThePatchTouches_isRefused() throws IOException, ElfFormatException {
        UnitDiff diff = diff(8);

        assertEquals(EngineIssue.INIT_CODE_CHANGED, diff.issues().get(0).code());
    }

    @Test
    void initFunctionThatThePatchDoesNotTouch_isPassedOver() throws IOException, ElfFormatException {
        UnitDiff diff = diff(16);

        assertTrue(diff.issues().isEmpty());
        assertEquals(EngineIssue.INIT_CODE_CHANGED, diff.passedOver().get(0).code());
        assertFalse(diff.isEmpty());
    }

    private static UnitDiff diff(int line) throws IOException, ElfFormatException {
        return UnitDiffer.diff(
                "unit.c",
                ElfObject.read(CASE.resolve("pre.o")),
                ElfObject.read(CASE.resolve("post.o")),
                new UnitContext(true, Optional.of(new TreeSet<>(List.of(line)))));
    }
}
