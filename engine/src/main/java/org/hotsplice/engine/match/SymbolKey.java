/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

/**
 * What a relocation of a ref object refers to: a name that the whole kernel shares, or the place where the linker put
 * one section of one unit. A local symbol is an offset from its section, so it needs no key of its own.
 *
 * @param unit the unit that the section belongs to; empty for a shared name
 * @param name the shared name, or the section's
 * @param section index of the section; 0 for a shared name
 */
public record SymbolKey(String unit, String name, int section) {
    /** {@return the key of a name that all units share} */
    public static SymbolKey shared(String name) {
        return new SymbolKey("", name, 0);
    }

    /** {@return the key of the place of a section} */
    public static SymbolKey section(String unit, String name, int section) {
        return new SymbolKey(unit, name, section);
    }

    /** {@return whether it is the place of a section} */
    public boolean isSection() {
        return section != 0;
    }

    /** {@return the name for tables and messages} */
    public String label() {
        return isSection() ? unit + ":" + name : name;
    }
}
