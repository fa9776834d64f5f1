/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/** Who can see a symbol. */
public enum Binding {
    LOCAL,
    GLOBAL,
    WEAK,
    /** A binding of the operating system or processor. */
    OTHER
}
