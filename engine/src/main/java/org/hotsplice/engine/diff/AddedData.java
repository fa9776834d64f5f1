/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

/**
 * The name by which a later update finds data that an earlier one added. It stands for the unit, the data's name, size
 * and initial value, and the functions that use it, so that only an update made of the same source provides it: the
 * numbers that gcc gives static variables of functions tell nothing by themselves.
 */
public final class AddedData {
    private AddedData() {}

    /**
     * {@return the name, eight hexadecimal digits}
     *
     * @param unit the unit's source file
     * @param object the object of the unit with the patch that adds the data
     * @param data that piece of it
     */
    public static String name(String unit, ObjectMap object, Piece data) {
        StringBuilder told = new StringBuilder(unit + "\n" + data.name() + "\n" + data.size() + "\n");
        object.users(data).stream().map(Piece::name).sorted().forEach(user -> told.append(user)
                .append('\n'));
        return ShortName.of(told.toString(), data.content());
    }
}
