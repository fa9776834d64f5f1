/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import org.jspecify.annotations.Nullable;

/**
 * A row of the symbol table of a ref module; struct hotsplice_symbol.
 *
 * @param name its name, for kallsyms and messages
 * @param source how it gets its value
 * @param scope for {@link Source#NAMED}, what must define it; else null
 * @param anchor index of the symbol that delta counts from; -1 for none
 * @param delta bytes after the anchor
 * @param listed whether kallsyms must list the name at the value
 */
public record TableSymbol(String name, Source source, @Nullable String scope, int anchor, long delta, boolean listed) {
    /** How a symbol gets its value; the constants of enum hotsplice_symbol_kind. */
    public enum Source {
        /** From a relocated field in matched code. */
        RUN,
        /** It is a matched function. */
        MATCHED,
        /** Counted from another symbol. */
        ANCHORED,
        /** From kallsyms. */
        NAMED
    }
}
