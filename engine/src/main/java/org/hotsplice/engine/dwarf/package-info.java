/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads debug information (DWARF 4 and 5) of relocatable objects: types and line numbers. Entries:
 * {@link org.hotsplice.engine.dwarf.LineTable} and {@link org.hotsplice.engine.dwarf.DebugTypes}.
 */
@NullMarked
package org.hotsplice.engine.dwarf;

import org.jspecify.annotations.NullMarked;
