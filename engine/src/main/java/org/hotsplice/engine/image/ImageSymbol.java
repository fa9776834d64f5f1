/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

/**
 * A name that kallsyms lists.
 *
 * @param name the name
 * @param type the letter of {@code nm}: upper case for names that other units can see
 * @param address where it is, without any randomisation
 */
public record ImageSymbol(String name, char type, long address) {
    /** {@return whether other units can see it} */
    public boolean isGlobal() {
        return Character.isUpperCase(type);
    }
}
