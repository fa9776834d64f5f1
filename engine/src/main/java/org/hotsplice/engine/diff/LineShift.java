/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

/** Recognises numbers in code that are only the line of the source that they stand in. */
interface LineShift {
    /**
     * {@return how many bytes from this offset on belong to a line number, 0 if they do not}
     *
     * @param from the function of pre
     * @param to the same function of post, of the same size
     * @param at the first byte that differs, from the function's start
     */
    int lengthAt(Piece from, Piece to, int at);

    /** {@return whether the line of pre has become the line of post in this function} */
    boolean isShift(Piece from, Piece to, long before, long after);
}
