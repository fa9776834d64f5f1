/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.elf.Bytes;

/**
 * Bytes that may stand at a site.
 *
 * @param bytes as many as the site is long, relocated fields zero
 * @param fields relocated fields within the bytes
 * @param paravirt 0, or 1 + the index in pv_ops of the function that decides what stands there
 */
public record Variant(Bytes bytes, List<Field> fields, int paravirt) {
    public Variant {
        fields = List.copyOf(fields);
    }

    /** {@return fixed bytes} */
    static Variant of(Bytes bytes) {
        return new Variant(bytes, List.of(), 0);
    }

    /** {@return the part of this variant from an offset on} */
    Variant slice(int from, int length) {
        List<Field> inside = new ArrayList<>();
        for (Field field : fields) {
            if (field.offset() >= from && field.end() <= from + length) {
                inside.add(field.shifted(from));
            }
        }
        return new Variant(bytes.slice(from, length), inside, from == 0 && length == bytes.size() ? paravirt : 0);
    }

    /** {@return this variant with other bytes from an offset on} */
    Variant with(int at, Variant other) {
        int length = other.bytes.size();
        if (at == 0 && length == bytes.size()) {
            return other;
        }
        byte[] merged = bytes.toArray();
        other.bytes.copyTo(merged, at);
        List<Field> all = new ArrayList<>();
        for (Field field : fields) {
            if (field.end() <= at || field.offset() >= at + length) {
                all.add(field);
            }
        }
        for (Field field : other.fields) {
            all.add(field.shifted(-at));
        }
        all.sort((a, b) -> Integer.compare(a.offset(), b.offset()));
        return new Variant(Bytes.of(merged), all, 0);
    }
}
