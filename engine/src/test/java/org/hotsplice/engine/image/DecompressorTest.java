/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZOutputStream;

class DecompressorTest {
    private static final byte[] CONTENT = "vmlinux ".repeat(5000).getBytes(StandardCharsets.US_ASCII);

    private static void assertUnpacks(byte[] packed) throws Exception {
        assertTrue(Decompressor.isPacked(packed, 0));
        assertArrayEquals(CONTENT, Decompressor.unpack("test", packed, 0, packed.length));
        byte[] shifted = new byte[packed.length + 7];
        System.arraycopy(packed, 0, shifted, 7, packed.length);
        assertArrayEquals(CONTENT, Decompressor.unpack("test", shifted, 7, packed.length));
    }

    private static byte[] xz() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        // As scripts/xz_wrap.sh does for x86.
        try (OutputStream out =
                new XZOutputStream(packed, new FilterOptions[] {new X86Options(), new LZMA2Options(6)})) {
            out.write(CONTENT);
        }
        return packed.toByteArray();
    }

    @Test
    void xzWithBranchFilter_isUnpacked() throws Exception {
        assertUnpacks(xz());
    }

    @Test
    void gzip_isUnpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(CONTENT);
        }
        assertUnpacks(packed.toByteArray());
    }

    @Test
    void zstd_isUnpacked() throws Exception {
        assertUnpacks(Zstd.compress(CONTENT));
    }

    @Test
    void lz4Legacy_isUnpacked() throws Exception {
        // One block of literals: token f0, lengths, then the bytes.
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0xf0);
        int rest = CONTENT.length - 15;
        while (rest >= 255) {
            block.write(255);
            rest -= 255;
        }
        block.write(rest);
        block.writeBytes(CONTENT);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(new byte[] {0x02, 0x21, 0x4c, 0x18});
        for (int shift = 0; shift < 32; shift += 8) {
            packed.write(block.size() >> shift);
        }
        packed.writeBytes(block.toByteArray());
        assertUnpacks(packed.toByteArray());
    }

    @Test
    void cutOffStream_isRefused() throws Exception {
        byte[] packed = xz();
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        assertThrows(ImageFormatException.class, () -> Decompressor.unpack("test", cut, 0, cut.length));
    }

    @Test
    void unknownFormat_isRefused() {
        byte[] noise = new byte[100];
        assertThrows(ImageFormatException.class, () -> Decompressor.unpack("test", noise, 0, noise.length));
    }
}
