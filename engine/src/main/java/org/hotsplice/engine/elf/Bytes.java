/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** An immutable slice of bytes, compared by content. Numbers are read as little-endian. */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int start;
    private final int size;

    private Bytes(byte[] array, int start, int size) {
        this.array = array;
        this.start = start;
        this.size = size;
    }

    /** {@return the bytes of a copy of this array} */
    public static Bytes of(byte[] array) {
        return new Bytes(array.clone(), 0, array.length);
    }

    /** {@return the bytes with these values, of which the low eight bits count} */
    public static Bytes of(int... values) {
        byte[] array = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            array[i] = (byte) values[i];
        }
        return new Bytes(array, 0, array.length);
    }

    /** {@return this many zero bytes} */
    public static Bytes zero(int size) {
        return new Bytes(new byte[size], 0, size);
    }

    /** Takes the array without a copy: the caller must have the only reference to it. */
    static Bytes wrap(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    /** {@return how many bytes these are} */
    public int size() {
        return size;
    }

    /** {@return the byte at this offset, 0 to 255} */
    public int at(long offset) {
        return array[index(offset, 1)] & 0xff;
    }

    /** {@return the unsigned 16 bit number at this offset} */
    public int u16(long offset) {
        int i = index(offset, 2);
        return (array[i] & 0xff) | (array[i + 1] & 0xff) << 8;
    }

    /** {@return the signed 32 bit number at this offset} */
    public int s32(long offset) {
        int i = index(offset, 4);
        return (array[i] & 0xff)
                | (array[i + 1] & 0xff) << 8
                | (array[i + 2] & 0xff) << 16
                | (array[i + 3] & 0xff) << 24;
    }

    /** {@return the unsigned 32 bit number at this offset} */
    public long u32(long offset) {
        return s32(offset) & 0xffffffffL;
    }

    /** {@return the 64 bit number at this offset; beyond 2^63 it is negative} */
    public long u64(long offset) {
        return u32(offset) | (long) s32(offset + 4) << 32;
    }

    /** {@return the bytes from this offset on, without a copy} */
    public Bytes slice(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, (long) size);
        return new Bytes(array, start + (int) offset, (int) length);
    }

    /** {@return whether these bytes stand at this offset; false where they do not fit} */
    public boolean has(long offset, Bytes other) {
        return offset >= 0
                && offset + other.size <= size
                && slice(offset, other.size).equals(other);
    }

    /** {@return whether all bytes are zero} */
    public boolean isZero() {
        for (int i = 0; i < size; i++) {
            if (array[start + i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@return a copy} */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, start, start + size);
    }

    /** Copies these bytes into an array. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, start, target, at, size);
    }

    /** {@return lower-case hexadecimal digits with no separators} */
    public String hex() {
        return HexFormat.of().formatHex(array, start, start + size);
    }

    private int index(long offset, int length) {
        Objects.checkFromIndexSize(offset, (long) length, (long) size);
        return start + (int) offset;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && Arrays.equals(array, start, start + size, that.array, that.start, that.start + that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = start; i < start + size; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** {@return the hexadecimal digits, cut after 32 bytes} */
    @Override
    public String toString() {
        return size <= 32 ? hex() : slice(0, 32).hex() + "... (" + size + " bytes)";
    }
}
