/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;

/** What a command prints with {@code --json}: maps, lists, records, strings, numbers and instants as JSON. */
public final class JsonText {
    private static final ObjectWriter WRITER = Mappers.WRITER;

    private JsonText() {}

    /** {@return the value as indented JSON with a line feed at its end; maps keep their order} */
    public static String of(Object value) {
        try {
            return WRITER.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value that can be printed as JSON: " + value.getClass(), e);
        }
    }
}
