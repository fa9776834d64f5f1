/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.elf.Bytes;

/**
 * Finds and decodes the tables of kallsyms in the read-only data of a kernel whose symbol table was stripped.
 *
 * <p>The tables have no header, so they are found by their shape, starting with the one of the most regular form, as
 * scripts/kallsyms.c of 6.1 writes them: {@code offsets, relative_base, num_syms, names, markers, token_table,
 * token_index}, each aligned to 8. Late 6.1 and 6.2 have {@code seqs_of_names} (3 bytes a name) after the markers;
 * since 6.4 {@code offsets}, {@code relative_base} and {@code seqs_of_names} come last.
 */
final class KallsymsDecoder {
    private static final int TOKENS = 256;
    private static final int TOKEN_INDEX_SIZE = 2 * TOKENS;
    private static final int NAMES_PER_MARKER = 256;
    private static final int LONGEST_ENTRY = 512;
    private static final int MOST_SYMBOLS = 1 << 20;

    private final Bytes data;
    private final byte[] raw;

    private KallsymsDecoder(Bytes data) {
        this.data = data;
        this.raw = data.toArray();
    }

    /** {@return the list, if the tables are in this section} */
    static Optional<Kallsyms> decode(Bytes readOnlyData) {
        KallsymsDecoder decoder = new KallsymsDecoder(readOnlyData);
        int limit = readOnlyData.size() - TOKEN_INDEX_SIZE;
        for (int index = 8; index <= limit; index += 8) {
            if (decoder.isTokenIndex(index)) {
                Optional<Kallsyms> found = decoder.decodeBefore(index);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private int u16(int at) {
        return (raw[at] & 0xff) | (raw[at + 1] & 0xff) << 8;
    }

    private int u32(int at) {
        return u16(at) | u16(at + 2) << 16;
    }

    private boolean isTokenIndex(int at) {
        if (u16(at) != 0 || u16(at + 2) < 2 || u16(at + TOKEN_INDEX_SIZE - 2) > 0x4000) {
            return false;
        }
        for (int i = 1; i < TOKENS; i++) {
            int step = u16(at + 2 * i) - u16(at + 2 * i - 2);
            if (step < 2 || step > 0x100) {
                return false;
            }
        }
        return true;
    }

    private Optional<Kallsyms> decodeBefore(int tokenIndex) {
        int last = u16(tokenIndex + TOKEN_INDEX_SIZE - 2);
        for (int table = (tokenIndex - last - 2) & ~7; table >= 8 && table + last + 0x100 >= tokenIndex; table -= 8) {
            if (isTokenTable(table, tokenIndex)) {
                Optional<Kallsyms> found = decodeTables(table, tokenIndex);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isTokenTable(int table, int tokenIndex) {
        for (int i = 1; i < TOKENS; i++) {
            if (raw[table + u16(tokenIndex + 2 * i) - 1] != 0) {
                return false;
            }
        }
        int end = table + u16(tokenIndex + TOKEN_INDEX_SIZE - 2);
        while (end < tokenIndex && raw[end] != 0) {
            end++;
        }
        return end < tokenIndex && ((end + 8) & ~7) == tokenIndex;
    }

    private Optional<Kallsyms> decodeTables(int tokenTable, int tokenIndex) {
        int farthest = Math.max(16, tokenTable - 3 * MOST_SYMBOLS);
        for (int end = tokenTable; end >= farthest; end -= 8) {
            int markers = markersBefore(end);
            if (markers < 0) {
                continue;
            }
            int markerCount = (end - markers) / 4 - (u32(end - 4) == 0 ? 1 : 0);
            int sequenceTable = tokenTable - end;
            Optional<Kallsyms> found = findNames(markers, markerCount)
                    .filter(names -> sequenceTable == 0 || sequenceTable == ((3 * u32(names - 8) + 7) & ~7))
                    .flatMap(names -> decodeSymbols(names, u32(names - 8), tokenTable, tokenIndex));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** {@return where the ascending numbers that end here, perhaps with a word of padding, start with 0; or -1} */
    private int markersBefore(int end) {
        int at = u32(end - 4) == 0 ? end - 8 : end - 4;
        int last = u32(at);
        if (last <= 0 || last > raw.length) {
            return -1;
        }
        while (at >= 8 && u32(at) != 0) {
            if (Integer.compareUnsigned(u32(at - 4), u32(at)) >= 0) {
                return -1;
            }
            at -= 4;
        }
        return (at & 7) == 0 ? at : -1;
    }

    /** {@return where the compressed names start, 8 after their number} */
    private Optional<Integer> findNames(int markers, int markerCount) {
        int lastMarker = u32(markers + 4 * (markerCount - 1));
        int nearest = (markers - lastMarker) & ~7;
        int farthest = nearest - NAMES_PER_MARKER * LONGEST_ENTRY;
        for (int names = nearest; names >= 8 && names >= farthest; names -= 8) {
            int count = u32(names - 8);
            int blocks = (count + NAMES_PER_MARKER - 1) / NAMES_PER_MARKER;
            if (u32(names - 4) == 0 && count > 0 && blocks == markerCount && chainsToMarkers(names, count, markers)) {
                return Optional.of(names);
            }
        }
        return Optional.empty();
    }

    private boolean chainsToMarkers(int names, int count, int markers) {
        int at = names;
        for (int i = 0; i < count; i++) {
            if (i % NAMES_PER_MARKER == 0 && at - names != u32(markers + 4 * (i / NAMES_PER_MARKER))) {
                return false;
            }
            if (at + 2 >= markers) {
                return false;
            }
            at += entryHeader(at) + entryLength(at);
        }
        return at <= markers && markers - at < 8;
    }

    /** One byte of length, or since 6.1 two of seven bits each where the top bit of the first is set. */
    private int entryHeader(int at) {
        return raw[at] < 0 ? 2 : 1;
    }

    private int entryLength(int at) {
        return raw[at] < 0 ? (raw[at] & 0x7f) | (raw[at + 1] & 0xff) << 7 : raw[at];
    }

    private Optional<Kallsyms> decodeSymbols(int names, int count, int tokenTable, int tokenIndex) {
        int before = names - 16 - ((4 * count + 7) & ~7);
        int after = tokenIndex + TOKEN_INDEX_SIZE;
        int offsets;
        long base;
        if (before >= 0 && isKernelAddress(data.u64(names - 16))) {
            offsets = before;
            base = data.u64(names - 16);
        } else {
            int baseAt = after + ((4 * count + 7) & ~7);
            if (baseAt + 8 > raw.length || !isKernelAddress(data.u64(baseAt))) {
                return Optional.empty();
            }
            offsets = after;
            base = data.u64(baseAt);
        }
        return Optional.of(new Kallsyms(readAll(names, count, tokenTable, tokenIndex, offsets, base)));
    }

    private static boolean isKernelAddress(long address) {
        return address >>> 32 == 0xffffffffL && (address & 0x80000000L) != 0;
    }

    private List<ImageSymbol> readAll(int names, int count, int tokenTable, int tokenIndex, int offsets, long base) {
        String[] tokens = new String[TOKENS];
        for (int i = 0; i < TOKENS; i++) {
            int start = tokenTable + u16(tokenIndex + 2 * i);
            int end = start;
            while (raw[end] != 0) {
                end++;
            }
            tokens[i] = new String(raw, start, end - start, StandardCharsets.ISO_8859_1);
        }
        // CONFIG_KALLSYMS_ABSOLUTE_PERCPU: an offset below 0 counts from the base, others are addresses.
        boolean absolutePercpu = false;
        for (int i = 0; i < count && !absolutePercpu; i++) {
            absolutePercpu = u32(offsets + 4 * i) < 0;
        }
        List<ImageSymbol> symbols = new ArrayList<>(count);
        StringBuilder text = new StringBuilder();
        int at = names;
        for (int i = 0; i < count; i++) {
            int length = entryLength(at);
            at += entryHeader(at);
            text.setLength(0);
            for (int k = 0; k < length; k++) {
                text.append(tokens[raw[at + k] & 0xff]);
            }
            at += length;
            int offset = u32(offsets + 4 * i);
            long address = address(offset, base, absolutePercpu);
            if (text.length() > 1) {
                symbols.add(new ImageSymbol(text.substring(1), text.charAt(0), address));
            }
        }
        return symbols;
    }

    private static long address(int offset, long base, boolean absolutePercpu) {
        if (!absolutePercpu) {
            return base + (offset & 0xffffffffL);
        }
        return offset >= 0 ? offset : base - 1 - offset;
    }
}
