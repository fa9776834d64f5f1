/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in ref code that may differ at run time.
 *
 * @param offset from the start of the function
 * @param length in bytes
 * @param kind what patches it
 * @param argument for {@link SiteKind#RETPOLINE} the register, for {@link SiteKind#STATIC_CALL} 1 for a tail call
 * @param symbol for {@link SiteKind#STATIC_CALL} the key; else null
 * @param variants what may stand there
 */
public record Site(
        int offset, int length, SiteKind kind, int argument, @Nullable SymbolKey symbol, List<Variant> variants) {
    public Site {
        variants = List.copyOf(variants);
    }

    /** {@return the first offset after it} */
    public int end() {
        return offset + length;
    }
}
