/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.report;

import java.util.Map;
import java.util.Objects;

/**
 * Writes JSON from maps, iterables, strings, numbers and booleans. A dozen lines of output do not need the library that
 * the update format is read with, whose start takes longer than all the rest of {@code hotsplice status}.
 */
public final class Json {
    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** {@return the value as indented JSON with a line feed at its end} */
    public static String write(Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.text.append('\n').toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Iterable<?> items) {
            array(items, depth);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            text.append("{}");
            return;
        }
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            indent(depth + 1);
            string(Objects.requireNonNull(entry.getKey()).toString());
            text.append(": ");
            value(Objects.requireNonNull(entry.getValue()), depth + 1);
            separator = ",";
        }
        indent(depth);
        text.append('}');
    }

    private void array(Iterable<?> items, int depth) {
        String separator = "[";
        for (Object item : items) {
            text.append(separator);
            indent(depth + 1);
            value(Objects.requireNonNull(item), depth + 1);
            separator = ",";
        }
        if (separator.equals("[")) {
            text.append("[]");
            return;
        }
        indent(depth);
        text.append(']');
    }

    private void indent(int depth) {
        text.append('\n').append("  ".repeat(depth));
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
