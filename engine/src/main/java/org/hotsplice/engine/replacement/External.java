/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

/**
 * Something of the running kernel that new code refers to.
 *
 * @param name of the symbol in pre, which is also its name in ref; for data of an earlier update its
 *     {@link org.hotsplice.engine.diff.AddedData} name
 * @param scope who can see it
 * @param unit the unit that refers to it; for a local symbol the one that has it
 * @param function whether it is known to be a function of this unit
 * @param defined whether this unit's pre defines it; else another unit does
 * @param staticKey whether jump labels of the new code use it as their key
 */
public record External(String name, Scope scope, String unit, boolean function, boolean defined, boolean staticKey) {
    /** Who can see a symbol. */
    public enum Scope {
        /** All units. */
        GLOBAL,
        /** The unit that defines it. */
        LOCAL,
        /** The update before this one, which added it. */
        EARLIER
    }
}
