/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.special;

import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.elf.Relocation;
import org.hotsplice.engine.elf.Section;

/**
 * A section whose entries each belong to one place in code, which the relocation of the entry's first field names. The
 * entry sizes are those of the kernels from 5.10 on; where a table had several, the object itself decides.
 */
public enum CodeTable {
    /** struct alt_instr. */
    ALTERNATIVES(".altinstructions", 14, 12, 13),
    /** struct paravirt_patch_site; the assembler aligns each entry and so leaves off the padding of the last one. */
    PARAVIRT(".parainstructions", 16),
    /** struct exception_table_entry. */
    EXCEPTIONS("__ex_table", 12),
    /** struct bug_entry, with and without CONFIG_DEBUG_BUGVERBOSE. */
    BUGS("__bug_table", 12, 16, 8, 6),
    /** struct jump_entry; before relative addresses it had 24 bytes. */
    JUMP_LABELS("__jump_table", 16, 24),
    /** struct static_call_site. */
    STATIC_CALLS(".static_call_sites", 8),
    /** Offsets of calls and jumps through retpolines. */
    RETPOLINES(".retpoline_sites", 4),
    /** Offsets of jumps to the return thunk. */
    RETURNS(".return_sites", 4),
    /** Offsets of calls, for call depth tracking. */
    CALLS(".call_sites", 4),
    /** Offsets of ENDBR that may be sealed. */
    ENDBR_SEAL(".ibt_endbr_seal", 4),
    /** Offsets of kCFI preambles. */
    CFI(".cfi_sites", 4),
    /** Offsets of lock prefixes. */
    LOCKS(".smp_locks", 4),
    /** Addresses of fentry calls. */
    MCOUNT("__mcount_loc", 8),
    /** Addresses of patchable entries. */
    PATCHABLE_ENTRIES("__patchable_function_entries", 8);

    /** The bytes of a paravirt entry that are not padding. */
    private static final int PARAVIRT_USED = 12;

    private static final List<CodeTable> ALL = List.of(values());

    private final String sectionName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of() is immutable.
    private final List<Integer> entrySizes;

    CodeTable(String sectionName, Integer... entrySizes) {
        this.sectionName = sectionName;
        this.entrySizes = List.of(entrySizes);
    }

    /** {@return the table that this section is} */
    public static Optional<CodeTable> of(Section section) {
        return ALL.stream()
                .filter(table -> table.sectionName.equals(section.name()))
                .findFirst();
    }

    /** {@return the name of its section} */
    public String sectionName() {
        return sectionName;
    }

    /**
     * {@return how many bytes an entry has in this object; empty if the section does not look like this table}
     *
     * <p>An entry size fits where the section is a whole number of entries and each begins with a relocated field.
     */
    public Optional<Integer> entrySize(ElfObject object, Section section) {
        List<Relocation> relocations = object.relocations(section);
        return entrySizes.stream()
                .filter(size -> everyEntryIsRelocated(relocations, wholeSize(section.size(), size), size))
                .findFirst();
    }

    private long wholeSize(long sectionSize, int size) {
        boolean isShort = this == PARAVIRT && sectionSize % size == PARAVIRT_USED;
        return isShort ? sectionSize - PARAVIRT_USED + size : sectionSize;
    }

    private static boolean everyEntryIsRelocated(List<Relocation> relocations, long sectionSize, int size) {
        long expected = 0;
        for (Relocation relocation : relocations) {
            if (relocation.offset() == expected) {
                expected += size;
            } else if (relocation.offset() > expected) {
                return false;
            }
        }
        return expected == sectionSize;
    }
}
