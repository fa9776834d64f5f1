/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Finds the GNU build-id among ELF notes, as /sys/kernel/notes and /sys/module/M/notes/* hold them. */
final class BuildId {
    private static final int NT_GNU_BUILD_ID = 3;

    private BuildId() {}

    /** {@return the build-id in lower-case hex; empty if there is none or the notes are cut short} */
    static Optional<String> find(byte[] notes) {
        ByteBuffer buffer = ByteBuffer.wrap(notes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (buffer.remaining() >= 12) {
                int nameSize = buffer.getInt();
                int contentSize = buffer.getInt();
                int type = buffer.getInt();
                byte[] name = take(buffer, nameSize);
                byte[] content = take(buffer, contentSize);
                if (type == NT_GNU_BUILD_ID && new String(name, StandardCharsets.US_ASCII).equals("GNU\0")) {
                    return Optional.of(HexFormat.of().formatHex(content));
                }
            }
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Notes are padded to four bytes each. */
    private static byte[] take(ByteBuffer buffer, int size) {
        if (size < 0 || size > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[size];
        buffer.get(bytes);
        buffer.position(Math.min(buffer.limit(), (buffer.position() + 3) & ~3));
        return bytes;
    }
}
