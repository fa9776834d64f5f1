/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/**
 * A section of an object.
 *
 * @param index its place in the section table
 * @param name its name
 * @param type SHT_*
 * @param flags SHF_*
 * @param address where it is to lie, 0 in relocatable objects
 * @param size in bytes
 * @param alignment a power of two, at least 1
 * @param entrySize size of an entry where it is a table
 * @param link sh_link
 * @param info sh_info
 * @param content its bytes; empty for SHT_NOBITS
 */
public record Section(
        int index,
        String name,
        int type,
        long flags,
        long address,
        long size,
        long alignment,
        long entrySize,
        int link,
        int info,
        Bytes content) {
    /** Bytes with a meaning of the program's own. */
    public static final int PROGBITS = 1;
    /** A symbol table. */
    public static final int SYMTAB = 2;
    /** A table of names. */
    public static final int STRTAB = 3;
    /** Relocations with addends. */
    public static final int RELA = 4;
    /** Notes. */
    public static final int NOTE = 7;
    /** Zero bytes that take no room in the file. */
    public static final int NOBITS = 8;
    /** Relocations without addends. */
    public static final int REL = 9;
    /** A group of sections. */
    public static final int GROUP = 17;
    /** Section indexes of symbols that do not fit into 16 bits. */
    public static final int SYMTAB_SHNDX = 18;

    /** Writable at run time. */
    public static final long WRITE = 1;
    /** Loaded at run time. */
    public static final long ALLOC = 2;
    /** Code. */
    public static final long EXECINSTR = 4;
    /** Equal entries may be merged. */
    public static final long MERGE = 0x10;
    /** Entries are strings that end with a zero. */
    public static final long STRINGS = 0x20;
    /** sh_info is a section index. */
    public static final long INFO_LINK = 0x40;
    /** Belongs to a group. */
    public static final long IN_GROUP = 0x200;

    /** {@return whether all of these flags are set} */
    public boolean has(long wanted) {
        return (flags & wanted) == wanted;
    }

    /** {@return whether it holds code that is loaded} */
    public boolean isCode() {
        return has(ALLOC | EXECINSTR);
    }

    /** {@return whether it takes no room in the file} */
    public boolean isNoBits() {
        return type == NOBITS;
    }
}
