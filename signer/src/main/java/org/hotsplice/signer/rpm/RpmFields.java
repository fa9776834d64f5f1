/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of a header structure that was read. */
final class RpmFields {
    private static final int MAGIC = 0x8eade801;
    private static final int MOST_ENTRIES = 4096;
    private static final int LARGEST_STORE = 64 << 20;
    private static final int ENTRY = 16;
    private static final int HEAD = 16;
    private static final int INT16 = 3;
    private static final int INT32 = 4;
    private static final int STRING = 6;
    private static final int STRING_ARRAY = 8;
    private static final int TRANSLATED = 9;

    private final Map<Integer, Entry> entries = new HashMap<>();
    private final byte[] store;
    private final int length;

    private record Entry(int type, int offset, int count) {}

    private RpmFields(byte[] store, int length) {
        this.store = store;
        this.length = length;
    }

    static RpmFields read(DataInputStream input) throws IOException {
        if (input.readInt() != MAGIC) {
            throw new IOException("a header does not start as one");
        }
        input.readInt();
        int count = input.readInt();
        int size = input.readInt();
        if (count < 0 || count > MOST_ENTRIES || size < 0 || size > LARGEST_STORE) {
            throw new IOException("a header says that it has " + count + " entries and " + size + " bytes");
        }
        ByteBuffer index = ByteBuffer.wrap(exactly(input, count * ENTRY));
        RpmFields fields = new RpmFields(exactly(input, size), HEAD + count * ENTRY + size);
        for (int i = 0; i < count; i++) {
            int tag = index.getInt();
            Entry entry = new Entry(index.getInt(), index.getInt(), index.getInt());
            boolean inside = entry.offset >= 0 && entry.offset <= size && entry.count >= 0 && entry.count <= size;
            if (tag != RpmTag.REGION_IMMUTABLE && tag != RpmTag.REGION_SIGNATURES && !inside) {
                throw new IOException("entry " + tag + " of a header points outside of it");
            }
            if (fields.entries.put(tag, entry) != null) {
                throw new IOException("a header has entry " + tag + " twice");
            }
        }
        return fields;
    }

    private static byte[] exactly(DataInputStream input, int size) throws IOException {
        byte[] bytes = input.readNBytes(size);
        if (bytes.length != size) {
            throw new IOException("ends in a header");
        }
        return bytes;
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    Optional<String> string(int tag) throws IOException {
        return strings(tag).stream().findFirst();
    }

    List<String> strings(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return List.of();
        }
        if (entry.type != STRING && entry.type != STRING_ARRAY && entry.type != TRANSLATED) {
            throw new IOException("entry " + tag + " of a header has type " + entry.type + ", not text");
        }
        List<String> found = new ArrayList<>();
        int position = entry.offset;
        for (int i = 0; i < entry.count; i++) {
            int end = position;
            while (end < store.length && store[end] != 0) {
                end++;
            }
            if (end >= store.length) {
                throw new IOException("entry " + tag + " of a header has no end");
            }
            found.add(new String(store, position, end - position, StandardCharsets.UTF_8));
            position = end + 1;
        }
        return found;
    }

    List<Integer> numbers(int tag) throws IOException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return List.of();
        }
        int width = entry.type == INT32 ? Integer.BYTES : Short.BYTES;
        boolean inside = (long) entry.offset + (long) entry.count * width <= store.length;
        if ((entry.type != INT32 && entry.type != INT16) || !inside) {
            throw new IOException("entry " + tag + " of a header is no list of numbers");
        }
        ByteBuffer values = ByteBuffer.wrap(store, entry.offset, entry.count * width);
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < entry.count; i++) {
            found.add(width == Integer.BYTES ? values.getInt() : values.getShort() & 0xffff);
        }
        return found;
    }

    int length() {
        return length;
    }
}
