/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import org.hotsplice.engine.elf.Bytes;

/**
 * A section that is loaded, as the linker left it.
 *
 * @param section its name
 * @param address where it begins; that of per-CPU data counts from its own start
 * @param content its bytes
 * @param code whether it holds instructions
 * @param freed whether its memory is given back once the kernel or module has started
 */
public record Stretch(String section, long address, Bytes content, boolean code, boolean freed) {}
