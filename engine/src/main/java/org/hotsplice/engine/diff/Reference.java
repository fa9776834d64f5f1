/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

/**
 * A field of a piece that refers to something.
 *
 * @param offset of the field, from the start of the piece
 * @param width of the field in bytes
 * @param type relocation type
 * @param target what it refers to
 * @param fieldToOrigin how far behind the field the place is that a PC-relative one counts from; the target minus this
 *     is what an addend says
 * @param branch whether the field is the distance of a call or jump
 * @param implicit whether the assembler has filled it in, without a relocation, because both ends lie in one section
 */
public record Reference(
        long offset, int width, int type, Target target, long fieldToOrigin, boolean branch, boolean implicit) {}
