/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The model of an ELF64 little-endian object and its reader. Entry: {@link org.hotsplice.engine.elf.ElfObject}. Depends
 * on nothing else of the engine.
 */
@NullMarked
package org.hotsplice.engine.elf;

import org.jspecify.annotations.NullMarked;
