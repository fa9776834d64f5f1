/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.hotsplice.engine.elf.Bytes;
import org.junit.jupiter.api.Test;

/** Decodes tables that are written here as scripts/kallsyms.c of three versions writes them. */
class KallsymsDecoderTest {
    private static final long BASE = 0xffffffff81000000L;
    private static final int COUNT = 700;

    /** Where the kernel's versions put what. */
    private enum Layout {
        EARLY_6_1,
        LATE_6_1,
        SINCE_6_4
    }

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private static String name(int i) {
        return i % 50 == 0 ? "T" + "long_".repeat(30) + i : "t" + "function_" + i;
    }

    private void align() {
        while (data.size() % 8 != 0) {
            data.write(0);
        }
    }

    private void number(long value, int size) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        data.write(bytes, 0, size);
    }

    private void offsets() {
        align();
        for (int i = 0; i < COUNT; i++) {
            number(i < 3 ? i * 8L : -1 - i * 16L, 4);
        }
        align();
        number(BASE, 8);
    }

    private Bytes tables(Layout layout) {
        data.reset();
        data.writeBytes(new byte[4096]);
        if (layout != Layout.SINCE_6_4) {
            offsets();
        }
        align();
        number(COUNT, 4);
        align();
        int names = data.size();
        int[] markers = new int[(COUNT + 255) / 256];
        for (int i = 0; i < COUNT; i++) {
            if (i % 256 == 0) {
                markers[i / 256] = data.size() - names;
            }
            byte[] text = name(i).getBytes(StandardCharsets.US_ASCII);
            if (text.length > 0x7f) {
                data.write((text.length & 0x7f) | 0x80);
                data.write(text.length >> 7);
            } else {
                data.write(text.length);
            }
            data.writeBytes(text);
        }
        align();
        for (int marker : markers) {
            number(marker, 4);
        }
        align();
        if (layout == Layout.LATE_6_1) {
            data.writeBytes(new byte[3 * COUNT]);
            align();
        }
        tokens();
        if (layout == Layout.SINCE_6_4) {
            offsets();
            data.writeBytes(new byte[3 * COUNT]);
        }
        data.writeBytes(new byte[4096]);
        return Bytes.of(data.toByteArray());
    }

    private void tokens() {
        for (int token = 0; token < 256; token++) {
            data.write(token == 0 ? 1 : token);
            data.write(0);
        }
        align();
        for (int token = 0; token < 256; token++) {
            number(token * 2L, 2);
        }
    }

    @Test
    void tablesOfEachLayout_giveNamesAndAddresses() {
        for (Layout layout : Layout.values()) {
            Kallsyms symbols = KallsymsDecoder.decode(tables(layout)).orElseThrow();
            assertEquals(COUNT, symbols.symbols().size(), layout.toString());
            assertTrue(symbols.lists("function_7", BASE + 7 * 16), layout.toString());
            assertTrue(symbols.lists("function_2", 16), layout + ": addresses below the base are absolute");
            assertTrue(symbols.named("long_".repeat(30) + 650).get(0).isGlobal(), layout.toString());
            assertEquals(
                    "function_9",
                    symbols.nearest(BASE + 9 * 16 + 3).orElseThrow().name());
        }
    }

    @Test
    void dataWithoutTables_givesNothing() {
        byte[] noise = new byte[1 << 16];
        new Random(1).nextBytes(noise);
        assertTrue(KallsymsDecoder.decode(Bytes.of(noise)).isEmpty());
    }

    @Test
    void damagedTables_endInAnAnswer() {
        byte[] whole = tables(Layout.LATE_6_1).toArray();
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            KallsymsDecoder.decode(Bytes.of(damaged));
        }
    }
}
