/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/**
 * A symbol of an object.
 *
 * @param index its place in the symbol table
 * @param name its name; for {@link Kind#SECTION} the name of the section
 * @param binding who can see it
 * @param kind what it names
 * @param placement where it lives
 * @param value offset within its section, or the number for absolute ones
 * @param size in bytes, 0 if unknown
 */
public record Symbol(int index, String name, Binding binding, Kind kind, Placement placement, long value, long size) {
    /** {@return whether it is a function of this object} */
    public boolean isFunction() {
        return kind == Kind.FUNCTION && placement.inSection();
    }

    /** {@return whether another object has to define it} */
    public boolean isUndefined() {
        return placement.where() == Placement.Where.UNDEFINED;
    }

    /** {@return whether only this object can see it} */
    public boolean isLocal() {
        return binding == Binding.LOCAL;
    }
}
