/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.layout;

import java.util.List;
import java.util.Map;

/**
 * How objects of one type look.
 *
 * @param name with its kind: "struct sock"
 * @param size in bytes
 * @param fields members by name, those of anonymous members included; empty for enums
 * @param constants values by name; empty for structs and unions
 */
record Layout(String name, long size, Map<String, Field> fields, Map<String, Long> constants) {
    /**
     * A member.
     *
     * @param bitOffset from the start of the whole object
     * @param bitSize of a bit field, else 0
     * @param type in words
     */
    record Field(long bitOffset, long bitSize, String type) {
        /** {@return its place, in bytes, and in bits too where it does not begin with a byte} */
        String place() {
            return bitOffset % 8 == 0 ? String.valueOf(bitOffset / 8) : bitOffset / 8 + "." + bitOffset % 8;
        }
    }

    /** {@return whether it is an enum} */
    boolean isEnum() {
        return !constants.isEmpty();
    }

    /** {@return names of the constants, in the order of the source} */
    List<String> constantNames() {
        return List.copyOf(constants.keySet());
    }
}
