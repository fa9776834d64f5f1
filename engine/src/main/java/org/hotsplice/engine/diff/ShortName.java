/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.hotsplice.engine.elf.Bytes;

/**
 * What stands in symbols for what is too long for them, or not of their characters: eight hexadecimal digits, CRC-32.
 */
public final class ShortName {
    private ShortName() {}

    /** {@return the digits for a text and what comes after it} */
    public static String of(String text, Bytes... more) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        for (Bytes bytes : more) {
            crc.update(bytes.toArray());
        }
        return String.format("%08x", crc.getValue());
    }
}
