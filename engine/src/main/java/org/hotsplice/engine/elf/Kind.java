/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/** What a symbol names (its type in the ELF specification). */
public enum Kind {
    NOTYPE,
    OBJECT,
    FUNCTION,
    /** The start of a section; the symbol's name is then the section's. */
    SECTION,
    FILE,
    COMMON,
    TLS,
    /** A type of the operating system or processor. */
    OTHER
}
