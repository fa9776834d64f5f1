/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.special.CodeTable;

/**
 * An entry of a table about code.
 *
 * @param table which table
 * @param section its section
 * @param offset of the entry in the section
 * @param size in bytes
 * @param owner the code that it is about
 * @param ownerOffset the place in that code
 */
public record TableEntry(CodeTable table, Section section, long offset, int size, Piece owner, long ownerOffset) {}
