/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hotsplice.engine.dwarf.DebugTypes;
import org.hotsplice.engine.dwarf.Die;
import org.hotsplice.engine.dwarf.DwarfFormatException;
import org.hotsplice.engine.dwarf.Tag;
import org.hotsplice.engine.elf.ElfObject;

/** Where in the unit's own source file its functions stand, by debug information. */
final class FunctionLines {
    /** Compilers number the unit's own file 1, and in DWARF 5 also 0. */
    private static final long OWN_FILE = 1;

    private final Map<String, Integer> firstLines = new HashMap<>();
    private final TreeSet<Integer> starts = new TreeSet<>();

    FunctionLines(ElfObject object) {
        try {
            for (Die die : DebugTypes.read(object).all()) {
                if (die.tag() == Tag.FUNCTION && die.file() <= OWN_FILE && die.line() > 0) {
                    firstLines.put(die.name(), (int) die.line());
                    starts.add((int) die.line());
                }
            }
        } catch (DwarfFormatException e) {
            // Then no function is found, and each is taken for touched.
            firstLines.clear();
        }
    }

    /** {@return whether the patch may change the text of this function, and not only what is inlined into it} */
    boolean isTouched(Piece function, UnitContext context) {
        Optional<Integer> first = function.symbols().stream()
                .map(symbol -> firstLines.get(Names.source(symbol.name())))
                .filter(line -> line != null)
                .findFirst();
        if (first.isEmpty()) {
            return true;
        }
        // Attributes and a return type may stand on the lines before the name.
        Integer next = starts.higher(first.get());
        return context.touches(first.get() - 2, next == null ? Integer.MAX_VALUE : next - 3);
    }
}
