/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import org.hotsplice.engine.elf.Bytes;

/** Pieces of C source. */
final class CText {
    /** Longest line of a byte string; the compiler joins the strings. */
    private static final int BYTES_PER_LINE = 64;

    private CText() {}

    /** {@return a string literal} */
    static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else {
                throw new IllegalArgumentException("not printable: " + (int) c);
            }
        }
        return out.append('"').toString();
    }

    /** {@return the bytes as string literals, in octal since hexadecimal escapes have no end} */
    static String bytes(Bytes bytes) {
        if (bytes.size() == 0) {
            return "\"\"";
        }
        StringBuilder out = new StringBuilder(bytes.size() * 4 + 16);
        for (int i = 0; i < bytes.size(); i++) {
            if (i % BYTES_PER_LINE == 0) {
                out.append(i == 0 ? "\"" : "\"\n\t\"");
            }
            int value = bytes.at(i);
            out.append('\\')
                    .append((char) ('0' + (value >> 6)))
                    .append((char) ('0' + (value >> 3 & 7)))
                    .append((char) ('0' + (value & 7)));
        }
        return out.append('"').toString();
    }
}
