/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.List;
import org.hotsplice.engine.elf.Bytes;

/**
 * A function of a ref object.
 *
 * @param unit the unit's source file
 * @param name its name in the object
 * @param weak whether another unit's function of that name takes its place where there is one
 * @param section the place of its section
 * @param offset from the start of that section
 * @param bytes its code, relocated fields zero
 * @param fields all relocated fields, sorted by offset
 */
public record RefFunction(
        String unit, String name, boolean weak, SymbolKey section, long offset, Bytes bytes, List<Field> fields) {
    public RefFunction {
        fields = List.copyOf(fields);
    }

    /** {@return its size without padding} */
    public int size() {
        return bytes.size();
    }

    /** {@return whether its memory is given back after boot or after the module's start} */
    public boolean isInit() {
        return section.name().startsWith(".init.")
                || section.name().startsWith(".exit.")
                || section.name().startsWith(".meminit.");
    }

    /** {@return whether it is a static call's trampoline, which leads wherever that was last set to, or is a return} */
    public boolean isTrampoline() {
        return section.name().equals(".static_call.text");
    }
}
