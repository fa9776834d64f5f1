/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

/** Says that a function of a ref object holds something that the tables cannot express. */
final class UnmatchableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnmatchableException(String reason) {
        super(reason);
    }

    /** {@return what it holds} */
    String reason() {
        return String.valueOf(getMessage());
    }
}
