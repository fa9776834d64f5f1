/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.dwarf.DwarfFormatException;
import org.hotsplice.engine.dwarf.LineTable;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.x86.Instruction;

/**
 * Takes a number in code for the line it stands in where the debug information says so. The rule: both functions have
 * the same shape, so their line tables run in parallel; the pair (number in pre, number in post) must be a pair of
 * lines that this walk finds at one and the same instruction of this function, and the number must be moved as a whole
 * into a register or onto the stack, as arguments are. A constant that the patch changes would have to be a line of the
 * same function, and change just as that line moved, to be taken for one.
 */
final class DebugLineShift implements LineShift {
    private final ObjectMap pre;
    private final ObjectMap post;
    private final LineTable preLines;
    private final LineTable postLines;
    private final Map<Piece, Map<Long, Set<Long>>> shifts = new HashMap<>();

    private DebugLineShift(ObjectMap pre, ObjectMap post, LineTable preLines, LineTable postLines) {
        this.pre = pre;
        this.post = post;
        this.preLines = preLines;
        this.postLines = postLines;
    }

    /** {@return the lines of these objects; where they have no debug information, what names of functions tell} */
    static LineShift of(ObjectMap pre, ObjectMap post) {
        try {
            if (hasLines(pre.object()) && hasLines(post.object())) {
                return new DebugLineShift(pre, post, LineTable.read(pre.object()), LineTable.read(post.object()));
            }
        } catch (DwarfFormatException e) {
            // Without lines, more functions count as changed; that is safe.
        }
        return new CalleeLineShift(pre, post);
    }

    private static boolean hasLines(ElfObject object) {
        return object.section(".debug_line").isPresent();
    }

    @Override
    public int lengthAt(Piece from, Piece to, int at) {
        for (int field = at; field > at - 4 && field >= 0; field--) {
            Optional<Instruction> old = pre.instruction(from.section(), from.start() + field);
            Optional<Instruction> now = post.instruction(to.section(), to.start() + field);
            if (old.isPresent()
                    && now.isPresent()
                    && old.get().isMoveOfImmediate32()
                    && old.get().immediateOffset() == from.start() + field
                    && now.get().isMoveOfImmediate32()) {
                long before = from.content().u32(field);
                long after = to.content().u32(field);
                return isShift(from, to, before, after) ? field + 4 - at : 0;
            }
        }
        return 0;
    }

    @Override
    public boolean isShift(Piece from, Piece to, long before, long after) {
        return shifts.computeIfAbsent(from, piece -> walk(from, to))
                .getOrDefault(before, Set.of())
                .contains(after);
    }

    private Map<Long, Set<Long>> walk(Piece from, Piece to) {
        Map<Long, Set<Long>> shift = new HashMap<>();
        long distance = to.start() - from.start();
        Map<Long, List<Integer>> rows = preLines.between(from.section().index(), from.start(), from.end());
        rows.forEach((offset, before) -> {
            List<Integer> after = postLines.at(to.section().index(), offset + distance);
            if (before.size() == after.size()) {
                for (int i = 0; i < before.size(); i++) {
                    shift.computeIfAbsent((long) before.get(i), line -> new HashSet<>())
                            .add((long) after.get(i));
                }
            }
        });
        return shift;
    }
}
