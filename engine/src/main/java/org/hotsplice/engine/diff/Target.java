/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.Section;

/** What a relocation refers to, independent of how the object spells it. */
public sealed interface Target {
    /**
     * A symbol that another unit defines.
     *
     * @param name of the symbol
     * @param offset from it
     */
    record Outside(String name, long offset) implements Target {}

    /**
     * A place in a piece of this unit.
     *
     * @param piece the function or data object
     * @param offset from its start
     */
    record Inside(Piece piece, long offset) implements Target {}

    /**
     * A string or constant that counts by its content.
     *
     * @param content from the place on to the end of the string or constant
     * @param section where it lies
     * @param offset in the section
     */
    record Literal(Bytes content, Section section, long offset) implements Target {}

    /**
     * A place in a section that has no pieces.
     *
     * @param section the section
     * @param offset in it
     */
    record Raw(Section section, long offset) implements Target {}

    /**
     * A number.
     *
     * @param value the number
     */
    record Absolute(long value) implements Target {}
}
