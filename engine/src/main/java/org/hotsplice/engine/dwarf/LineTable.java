/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.dwarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Relocation;

/** Which lines of the source the instructions of an object come from (DWARF 5, section 6.2). */
public final class LineTable {
    private static final int STANDARD_OPERATIONS = 12;

    /** Lines by section index and offset; several where inlined calls begin at one instruction. */
    private final Map<Integer, TreeMap<Long, List<Integer>>> lines = new HashMap<>();

    private LineTable() {}

    /** {@return the lines of this object; none where it has no debug information} */
    public static LineTable read(ElfObject object) throws DwarfFormatException {
        LineTable table = new LineTable();
        Optional<DebugSection> section = DebugSection.of(object, ".debug_line");
        if (section.isPresent()) {
            Cursor cursor = new Cursor(section.get(), 0, section.get().content().size());
            while (cursor.hasMore()) {
                long length = cursor.u32();
                long start = cursor.at();
                cursor.skip(length);
                table.readUnit(section.get(), start, start + length);
            }
        }
        return table;
    }

    /** {@return the lines that begin at this offset of the section, in the order of the table} */
    public List<Integer> at(int sectionIndex, long offset) {
        TreeMap<Long, List<Integer>> rows = lines.get(sectionIndex);
        return rows == null ? List.of() : List.copyOf(rows.getOrDefault(offset, List.of()));
    }

    /** {@return the lines of the section from the first offset to before the second, by offset} */
    public Map<Long, List<Integer>> between(int sectionIndex, long start, long end) {
        TreeMap<Long, List<Integer>> rows = lines.get(sectionIndex);
        return rows == null || start >= end ? Map.of() : rows.subMap(start, end);
    }

    private void readUnit(DebugSection section, long start, long end) throws DwarfFormatException {
        Cursor cursor = new Cursor(section, start, end);
        int version = cursor.u16();
        if (version < 2 || version > 5) {
            throw cursor.bad("version " + version);
        }
        if (version >= 5) {
            cursor.skip(2);
        }
        long headerLength = cursor.u32();
        long program = cursor.at() + headerLength;
        Program state = new Program();
        state.minimumLength = cursor.u8();
        if (version >= 4) {
            cursor.skip(1);
        }
        cursor.skip(1);
        state.lineBase = (byte) cursor.u8();
        state.lineRange = cursor.u8();
        state.firstSpecial = cursor.u8();
        if (state.lineRange == 0 || state.firstSpecial == 0) {
            throw cursor.bad("a line range or first opcode of 0");
        }
        int[] operands = new int[state.firstSpecial];
        for (int i = 1; i < state.firstSpecial; i++) {
            operands[i] = cursor.u8();
        }
        cursor.moveTo(program);
        while (cursor.hasMore()) {
            step(section, cursor, state, operands);
        }
    }

    /** The registers of the line number program that matter here. */
    private static final class Program {
        private int minimumLength;
        private int lineBase;
        private int lineRange;
        private int firstSpecial;
        private int sectionIndex;
        private long address;
        private long line = 1;
    }

    private void step(DebugSection section, Cursor cursor, Program state, int[] operands) throws DwarfFormatException {
        int operation = cursor.u8();
        if (operation >= state.firstSpecial) {
            int adjusted = operation - state.firstSpecial;
            state.address += (long) adjusted / state.lineRange * state.minimumLength;
            state.line += state.lineBase + adjusted % state.lineRange;
            addRow(state);
            return;
        }
        switch (operation) {
            case 0 -> extended(section, cursor, state);
            case 1 -> addRow(state);
            case 2 -> state.address += cursor.uleb() * state.minimumLength;
            case 3 -> state.line += cursor.sleb();
            case 8 -> state.address += (long) (255 - state.firstSpecial) / state.lineRange * state.minimumLength;
            case 9 -> {
                // The assembler uses this one with a relocated distance where code may still move.
                state.address += cursor.u16();
            }
            default -> {
                if (operation > STANDARD_OPERATIONS && operation >= operands.length) {
                    throw cursor.bad("operation " + operation);
                }
                for (int i = 0; i < operands[operation]; i++) {
                    cursor.uleb();
                }
            }
        }
    }

    private void extended(DebugSection section, Cursor cursor, Program state) throws DwarfFormatException {
        long length = cursor.uleb();
        long next = cursor.at() + length;
        if (length > 0) {
            int operation = cursor.u8();
            if (operation == 1) {
                state.address = 0;
                state.line = 1;
                state.sectionIndex = 0;
            } else if (operation == 2) {
                Optional<Relocation> relocation = section.relocation(cursor.at());
                state.address = section.value(cursor.at(), length == 9 ? cursor.u64() : cursor.u32());
                state.sectionIndex = relocation
                        .map(found -> found.symbol().placement().sectionIndex())
                        .orElse(0);
            }
        }
        cursor.moveTo(next);
    }

    private void addRow(Program state) {
        List<Integer> found = lines.computeIfAbsent(state.sectionIndex, index -> new TreeMap<>())
                .computeIfAbsent(state.address, address -> new ArrayList<>(2));
        int line = (int) state.line;
        if (found.isEmpty() || found.get(found.size() - 1) != line) {
            found.add(line);
        }
    }
}
