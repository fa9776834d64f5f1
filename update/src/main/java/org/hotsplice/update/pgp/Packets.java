/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredInputStream;

/**
 * Splits a byte string into OpenPGP packets (RFC 9580 section 4.2) before any of them is parsed: every length is known
 * and lies within the input, so a parser behind it never allocates more than was given to it.
 */
final class Packets {
    static final int SIGNATURE = 2;
    static final int PUBLIC_KEY = 6;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;
    static final int USER_ATTRIBUTE = 17;

    private static final int VERSION = 4;
    private static final String ARMOR = "-----BEGIN PGP ";

    private final byte[] bytes;
    private int position;

    private Packets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** One packet: its tag and all its bytes with the header. */
    static final class Packet {
        private final int tag;
        private final byte[] whole;
        private final int header;

        Packet(int tag, byte[] whole, int header) {
            this.tag = tag;
            this.whole = whole;
            this.header = header;
        }

        int tag() {
            return tag;
        }

        byte[] whole() {
            return whole;
        }

        byte[] body() {
            return Arrays.copyOfRange(whole, header, whole.length);
        }
    }

    /** {@return the packets of an input without armour} */
    static List<Packet> split(byte[] bytes) throws OpenPgpFormatException {
        Packets packets = new Packets(bytes);
        List<Packet> found = new ArrayList<>();
        while (packets.position < bytes.length) {
            found.add(packets.next());
        }
        return found;
    }

    /** {@return the input without its ASCII armour, if it has one} */
    static byte[] withoutArmor(byte[] bytes) throws OpenPgpFormatException {
        byte[] start = ARMOR.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < start.length || !Arrays.equals(Arrays.copyOf(bytes, start.length), start)) {
            return bytes;
        }
        try (InputStream armored = new ArmoredInputStream(new ByteArrayInputStream(bytes))) {
            return armored.readAllBytes();
        } catch (IOException | RuntimeException e) {
            // The library reports some damaged armour with unchecked exceptions.
            throw new OpenPgpFormatException("the ASCII armour is damaged: " + e.getMessage(), e);
        }
    }

    private Packet next() throws OpenPgpFormatException {
        int start = position;
        int header = octet();
        if ((header & 0x80) == 0) {
            throw new OpenPgpFormatException("byte " + start + " does not start an OpenPGP packet");
        }
        boolean newFormat = (header & 0x40) != 0;
        int tag = newFormat ? header & 0x3f : (header >> 2) & 0x0f;
        long length = newFormat ? newLength() : oldLength(header & 3);
        if (length < 1 || length > bytes.length - position) {
            throw new OpenPgpFormatException("the packet at byte " + start + " has length " + length + ", "
                    + (bytes.length - position) + " are left");
        }
        int version = bytes[position] & 0xff;
        if ((tag == SIGNATURE || tag == PUBLIC_KEY || tag == PUBLIC_SUBKEY) && version != VERSION) {
            throw new OpenPgpFormatException(
                    "the packet at byte " + start + " has version " + version + ", only version 4 is read");
        }
        int body = position;
        position += (int) length;
        return new Packet(tag, Arrays.copyOfRange(bytes, start, position), body - start);
    }

    private long newLength() throws OpenPgpFormatException {
        int first = octet();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192) << 8) + octet() + 192L;
        }
        if (first < 255) {
            throw new OpenPgpFormatException("a partial length at byte " + (position - 1) + " is not allowed here");
        }
        return number(4);
    }

    private long oldLength(int kind) throws OpenPgpFormatException {
        if (kind == 3) {
            throw new OpenPgpFormatException("an indeterminate length at byte " + position + " is not allowed here");
        }
        return number(1 << kind);
    }

    private long number(int octets) throws OpenPgpFormatException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | octet();
        }
        return value;
    }

    private int octet() throws OpenPgpFormatException {
        if (position >= bytes.length) {
            throw new OpenPgpFormatException("ends in the middle of a packet's header");
        }
        return bytes[position++] & 0xff;
    }
}
