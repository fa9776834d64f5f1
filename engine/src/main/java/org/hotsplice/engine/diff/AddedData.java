/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

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
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try {
            told.write((unit + "\n" + data.name() + "\n" + data.size() + "\n").getBytes(StandardCharsets.UTF_8));
            for (String user :
                    object.users(data).stream().map(Piece::name).sorted().toList()) {
                told.write((user + "\n").getBytes(StandardCharsets.UTF_8));
            }
            told.write(data.content().toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CRC32 crc = new CRC32();
        crc.update(told.toByteArray());
        return String.format("%08x", crc.getValue());
    }
}
