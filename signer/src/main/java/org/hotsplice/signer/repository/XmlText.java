/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML, or HTML in the form of XML: elements with attributes and text, everything escaped, a line for each. */
final class XmlText {
    private final StringBuilder text;
    private final Deque<String> open = new ArrayDeque<>();

    XmlText() {
        this("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    private XmlText(String prologue) {
        text = new StringBuilder(prologue);
    }

    static XmlText html() {
        return new XmlText("<!DOCTYPE html>\n");
    }

    /** Starts an element; attributes are names and values in turn. */
    XmlText start(String name, Object... attributes) {
        indent();
        tag(name, attributes).append(">\n");
        open.push(name);
        return this;
    }

    XmlText end() {
        String name = open.pop();
        indent();
        text.append("</").append(name).append(">\n");
        return this;
    }

    /** Writes an element without content. */
    XmlText empty(String name, Object... attributes) {
        indent();
        tag(name, attributes).append("/>\n");
        return this;
    }

    /** Writes text between elements. */
    XmlText text(String content) {
        indent();
        text.append(escaped(content)).append('\n');
        return this;
    }

    /** Writes an element with text. */
    XmlText element(String name, String content, Object... attributes) {
        indent();
        tag(name, attributes).append('>').append(escaped(content));
        text.append("</").append(name).append(">\n");
        return this;
    }

    byte[] toBytes() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("the element '" + open.peek() + "' is not ended");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void indent() {
        text.append("  ".repeat(open.size()));
    }

    private StringBuilder tag(String name, Object... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ').append(attributes[i]).append("=\"");
            text.append(escaped(String.valueOf(attributes[i + 1]))).append('"');
        }
        return text;
    }

    static String escaped(String value) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n', '\t' -> safe.append(c);
                // Other control characters cannot stand in XML 1.0 at all.
                default -> safe.append(c < ' ' ? '?' : c);
            }
        }
        return safe.toString();
    }
}
