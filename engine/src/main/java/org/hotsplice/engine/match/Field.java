/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import org.hotsplice.engine.elf.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A relocated field in code.
 *
 * @param offset from the start of the function, or of the variant that it belongs to
 * @param kind what it holds
 * @param symbol what it refers to; null for an anonymous constant
 * @param addend as in the object
 * @param content for an anonymous constant, the bytes that must stand at the target; else empty
 * @param contentBias for an anonymous constant, what to add to the field's value, made absolute, to get to the content
 */
public record Field(
        int offset, FieldKind kind, @Nullable SymbolKey symbol, long addend, Bytes content, int contentBias) {
    /** {@return a field that refers to a symbol} */
    public static Field of(int offset, FieldKind kind, SymbolKey symbol, long addend) {
        return new Field(offset, kind, symbol, addend, Bytes.EMPTY, 0);
    }

    /** {@return the same field counted from a start that lies this much later} */
    public Field shifted(int by) {
        return new Field(offset - by, kind, symbol, addend, content, contentBias);
    }

    /** {@return the first offset after it} */
    public int end() {
        return offset + kind.width();
    }
}
