/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

/**
 * A function that the patch changes.
 *
 * @param pre without the patch
 * @param post with the patch
 * @param reason the first difference, in words
 */
public record FunctionChange(Piece pre, Piece post, String reason) {
    /** {@return its name in the running kernel} */
    public String name() {
        return pre.name();
    }
}
