/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Target;

/** How a field of the new object gets its value. */
sealed interface Link {
    /**
     * A place in a piece of the new object.
     *
     * @param piece of post, which goes in
     * @param offset from its start
     */
    record ToNew(Piece piece, long offset) implements Link {}

    /**
     * A place in the running kernel.
     *
     * @param external the symbol
     * @param offset from it
     */
    record ToRunning(External external, long offset) implements Link {}

    /**
     * A copy of a string or constant.
     *
     * @param literal of post
     */
    record ToLiteral(Target.Literal literal) implements Link {}

    /**
     * A number.
     *
     * @param value the number
     */
    record ToNumber(long value) implements Link {}

    /**
     * A piece of the running kernel that is gone since its start.
     *
     * @param piece of post
     */
    record ToFreed(Piece piece) implements Link {}

    /**
     * Code or data that the running kernel has no name for.
     *
     * @param place what it is in post
     * @param function whether it is code
     */
    record ToUnnamed(String place, boolean function) implements Link {}
}
