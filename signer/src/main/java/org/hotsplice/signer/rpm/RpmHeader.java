/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Builds one header structure: an index of numbered entries and a store of their values, framed by a region so that
 * what is signed cannot be added to.
 */
final class RpmHeader {
    private static final byte[] MAGIC = {(byte) 0x8e, (byte) 0xad, (byte) 0xe8, 1, 0, 0, 0, 0};
    private static final int INT16 = 3;
    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int BINARY = 7;
    private static final int STRING_ARRAY = 8;
    private static final int TRANSLATED = 9;
    private static final int ENTRY = 16;

    private final int region;
    private final NavigableMap<Integer, Value> values = new TreeMap<>();

    /** @param region the number of the entry that frames all others */
    RpmHeader(int region) {
        this.region = region;
    }

    private static final class Value {
        private final int type;
        private final int count;
        private final byte[] bytes;

        Value(int type, int count, byte[] bytes) {
            this.type = type;
            this.count = count;
            this.bytes = bytes;
        }

        int alignment() {
            return switch (type) {
                case INT16 -> 2;
                case INT32 -> 4;
                default -> 1;
            };
        }
    }

    RpmHeader string(int tag, String value) {
        return put(tag, STRING, 1, terminated(List.of(value)));
    }

    RpmHeader translated(int tag, String value) {
        return put(tag, TRANSLATED, 1, terminated(List.of(value)));
    }

    RpmHeader strings(int tag, List<String> array) {
        return put(tag, STRING_ARRAY, array.size(), terminated(array));
    }

    RpmHeader binary(int tag, byte[] bytes) {
        return put(tag, BINARY, bytes.length, bytes);
    }

    RpmHeader numbers(int tag, List<Integer> array) {
        ByteBuffer bytes = ByteBuffer.allocate(array.size() * Integer.BYTES);
        array.forEach(bytes::putInt);
        return put(tag, INT32, array.size(), bytes.array());
    }

    RpmHeader shorts(int tag, List<Integer> array) {
        ByteBuffer bytes = ByteBuffer.allocate(array.size() * Short.BYTES);
        array.forEach(value -> bytes.putShort(value.shortValue()));
        return put(tag, INT16, array.size(), bytes.array());
    }

    private RpmHeader put(int tag, int type, int count, byte[] bytes) {
        if (count == 0) {
            throw new IllegalArgumentException("entry " + tag + " of an rpm header is empty");
        }
        values.put(tag, new Value(type, count, bytes));
        return this;
    }

    private static byte[] terminated(List<String> array) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String value : array) {
            bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
        }
        return bytes.toByteArray();
    }

    /** {@return the header with its magic bytes} */
    byte[] toBytes() {
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        ByteBuffer index = ByteBuffer.allocate(values.size() * ENTRY);
        for (Map.Entry<Integer, Value> entry : values.entrySet()) {
            Value value = entry.getValue();
            while (store.size() % value.alignment() != 0) {
                store.write(0);
            }
            index.putInt(entry.getKey()).putInt(value.type).putInt(store.size()).putInt(value.count);
            store.writeBytes(value.bytes);
        }
        int entries = values.size() + 1;
        ByteBuffer frame = ByteBuffer.allocate(ENTRY);
        frame.putInt(region).putInt(BINARY).putInt(store.size()).putInt(ENTRY);
        ByteBuffer trailer = ByteBuffer.allocate(ENTRY);
        trailer.putInt(region).putInt(BINARY).putInt(-entries * ENTRY).putInt(ENTRY);
        store.writeBytes(trailer.array());

        ByteBuffer header = ByteBuffer.allocate(MAGIC.length + 2 * Integer.BYTES + entries * ENTRY + store.size());
        header.put(MAGIC).putInt(entries).putInt(store.size());
        header.put(frame.array()).put(index.array()).put(store.toByteArray());
        return header.array();
    }
}
