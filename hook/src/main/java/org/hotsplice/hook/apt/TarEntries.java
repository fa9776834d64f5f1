/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.apt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a tar stream with bounds, entry by entry: the ustar and GNU forms that dpkg-deb gives out, and the names of pax
 * headers, which rpm2archive writes for long ones.
 */
final class TarEntries {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 4096;

    private final InputStream input;
    private final int mostEntries;
    private int entries;

    /**
     * One entry.
     *
     * @param name its path as written
     * @param type the type flag: {@code 0} file, {@code 5} folder, {@code 2} symbolic link and so on
     * @param size of its content, which has to be read next
     */
    record Entry(String name, char type, long size) {
        boolean isFile() {
            return type == '0' || type == '\0';
        }

        boolean isFolder() {
            return type == '5';
        }
    }

    TarEntries(InputStream input, int mostEntries) {
        this.input = input;
        this.mostEntries = mostEntries;
    }

    /** {@return the next entry; empty at the end} */
    Optional<Entry> next() throws IOException {
        String longName = "";
        while (true) {
            byte[] header = input.readNBytes(BLOCK);
            if (header.length < BLOCK) {
                throw new ArchiveException("the archive ends without the mark of its end");
            }
            if (isZero(header)) {
                return Optional.empty();
            }
            requireChecksum(header);
            entries++;
            if (entries > mostEntries) {
                throw new ArchiveException("the archive has more than " + mostEntries + " entries");
            }
            char type = (char) header[156];
            long size = octal(header, 124, 12);
            if (type == 'L') {
                longName = text(content(size, LONGEST_NAME), 0, (int) size);
                continue;
            }
            if (type == 'x') {
                longName = paxPath(content(size, LONGEST_NAME));
                continue;
            }
            return Optional.of(new Entry(longName.isEmpty() ? name(header) : longName, type, size));
        }
    }

    /** {@return the content of the entry just read} */
    byte[] content(long size, long largest) throws IOException {
        if (size > largest) {
            throw new ArchiveException("the archive has an entry of " + size + " bytes, more than " + largest);
        }
        byte[] bytes = input.readNBytes((int) size);
        if (bytes.length < size) {
            throw new ArchiveException("the archive ends within an entry");
        }
        skipPadding(size);
        return bytes;
    }

    /** Passes over the content of the entry just read. */
    void skip(long size) throws IOException {
        pass(size);
        skipPadding(size);
    }

    private void skipPadding(long size) throws IOException {
        pass((BLOCK - size % BLOCK) % BLOCK);
    }

    private void pass(long size) throws IOException {
        try {
            input.skipNBytes(size);
        } catch (EOFException e) {
            throw new ArchiveException("the archive ends within an entry");
        }
    }

    /**
     * {@return the path in a pax header, whose records are "length key=value" and a line feed; empty if it has none}
     */
    private static String paxPath(byte[] records) throws IOException {
        String path = "";
        for (String record : new String(records, StandardCharsets.UTF_8).split("\n", -1)) {
            int space = record.indexOf(' ');
            String pair = record.substring(space + 1);
            if (pair.startsWith("path=")) {
                path = pair.substring("path=".length());
            } else if (pair.startsWith("size=") || pair.startsWith("linkpath=")) {
                throw new ArchiveException("the archive has a pax header with '" + pair + "'");
            }
        }
        return path;
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        // GNU tar has other things where ustar has the prefix.
        boolean ustar = text(header, 257, 6).equals("ustar");
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static void requireChecksum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != octal(header, 148, 8)) {
            throw new ArchiveException("the archive has a header with a wrong checksum");
        }
    }

    private static long octal(byte[] bytes, int start, int length) throws IOException {
        long value = 0;
        for (int i = start; i < start + length; i++) {
            char c = (char) bytes[i];
            if (c == '\0' || c == ' ') {
                continue;
            }
            if (c < '0' || c > '7') {
                throw new ArchiveException("the archive has a number that is not octal");
            }
            value = value * 8 + (c - '0');
        }
        return value;
    }

    private static String text(byte[] bytes, int start, int length) {
        int end = start;
        while (end < start + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
