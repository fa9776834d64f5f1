/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import java.util.List;
import java.util.Set;

/**
 * Something that a C text says at its top level.
 *
 * @param kind what it is
 * @param context the conditions of the preprocessor around it
 * @param names the names by which other text can depend on it
 * @param tokens its tokens
 */
public record Declaration(Kind kind, String context, Set<String> names, List<String> tokens) {
    /** What a declaration is. */
    public enum Kind {
        /** A definition of the preprocessor. */
        MACRO,
        /** A function with its body. */
        FUNCTION,
        /** A function or variable that is defined elsewhere. */
        PROTOTYPE,
        /** A struct, union, enum or typedef. */
        TYPE,
        /** Something that makes code or data wherever it is included, or that cannot be told. */
        OPAQUE
    }

    public Declaration {
        names = Set.copyOf(names);
        tokens = List.copyOf(tokens);
    }
}
