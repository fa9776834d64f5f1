/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/**
 * A field that the linker fills in.
 *
 * @param offset of the field, within the section that is relocated
 * @param type one of {@link RelocationTypes}
 * @param symbol what it refers to; the null symbol for types that need none
 * @param addend added to the symbol's value; for PC-relative types it includes the way from the field to the end of the
 *     instruction
 */
public record Relocation(long offset, int type, Symbol symbol, long addend) {}
