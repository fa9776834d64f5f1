/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A JSON file whose form is fixed to the byte: what is read must be what this class would write. That leaves no room
 * for a field given twice, an unknown field, or two readers that see different things in one file.
 */
public final class StrictJson {
    private static final ObjectWriter WRITER = Mappers.WRITER;

    private StrictJson() {}

    /** Why bytes were not taken. */
    public static final class FormException extends Exception {
        private static final long serialVersionUID = 1L;

        FormException(String reason) {
            super(reason);
        }

        FormException(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** {@return the canonical bytes: indented by two, a line feed after each line and at the end, UTF-8} */
    public static byte[] write(Object value) {
        try {
            return (WRITER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /**
     * {@return the value that the bytes hold}
     *
     * @param limit the most bytes that are looked at
     * @throws FormException with a reason that names the field or the line, if the bytes are not in canonical form
     */
    public static <T> T read(byte[] bytes, Class<T> type, int limit) throws FormException {
        if (bytes.length > limit) {
            throw new FormException("has " + bytes.length + " bytes, at most " + limit + " are allowed");
        }
        requireUtf8(bytes);
        @Nullable T value;
        try {
            value = Mappers.READER.readerFor(type).readValue(bytes);
        } catch (JsonProcessingException e) {
            throw new FormException(reason(e), e);
        } catch (IOException e) {
            throw new FormException("cannot be read: " + e.getMessage(), e);
        }
        if (value == null) {
            throw new FormException("holds null");
        }
        byte[] canonical = write(value);
        if (!Arrays.equals(canonical, bytes)) {
            int at = Arrays.mismatch(canonical, bytes);
            throw new FormException("is not in canonical form at byte " + at + " of " + bytes.length);
        }
        return value;
    }

    private static void requireUtf8(byte[] bytes) throws FormException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new FormException("is not valid UTF-8", e);
        }
    }

    private static String reason(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        String text = e.getOriginalMessage();
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)) + place;
    }
}
