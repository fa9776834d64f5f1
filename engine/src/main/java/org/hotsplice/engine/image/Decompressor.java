/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.tukaani.xz.SingleXZInputStream;

/** Unpacks what kernel images and modules are packed with, told apart by their first bytes. */
final class Decompressor {
    /** No kernel image or module unpacks to more; a larger one is a damaged or hostile file. */
    private static final int LIMIT = 1 << 30;

    private static final int XZ_MEMORY_KIB = 256 * 1024;
    private static final int LZ4_LEGACY_MAGIC = 0x184c2102;

    private Decompressor() {}

    /** {@return whether the bytes start as one of the known formats do} */
    static boolean isPacked(byte[] data, int offset) {
        return starts(data, offset, 0xfd, '7', 'z', 'X', 'Z', 0)
                || starts(data, offset, 0x28, 0xb5, 0x2f, 0xfd)
                || starts(data, offset, 0x1f, 0x8b)
                || starts(data, offset, 0x02, 0x21, 0x4c, 0x18);
    }

    /**
     * {@return the unpacked bytes of the stream that starts at the offset}
     *
     * @param name of the file, for messages
     */
    static byte[] unpack(String name, byte[] data, int offset, int length) throws ImageFormatException {
        InputStream packed = new ByteArrayInputStream(data, offset, length);
        try {
            if (starts(data, offset, 0xfd, '7', 'z', 'X', 'Z', 0)) {
                return drain(name, new SingleXZInputStream(packed, XZ_MEMORY_KIB));
            }
            if (starts(data, offset, 0x28, 0xb5, 0x2f, 0xfd)) {
                return drain(name, new ZstdInputStream(packed));
            }
            if (starts(data, offset, 0x1f, 0x8b)) {
                return drain(name, new GZIPInputStream(packed));
            }
            if (starts(data, offset, 0x02, 0x21, 0x4c, 0x18)) {
                return lz4Legacy(name, data, offset, length);
            }
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new ImageFormatException(name, "cannot be unpacked", e);
        }
        throw new ImageFormatException(name, "is packed in a way that is not xz, zstd, gzip or lz4");
    }

    private static byte[] drain(String name, InputStream stream) throws IOException {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream(1 << 20);
        byte[] buffer = new byte[1 << 16];
        try (stream) {
            int count;
            while ((count = stream.read(buffer)) > 0) {
                unpacked.write(buffer, 0, count);
                if (unpacked.size() > LIMIT) {
                    throw tooLarge(name);
                }
            }
        }
        return unpacked.toByteArray();
    }

    private static ImageFormatException tooLarge(String name) {
        return new ImageFormatException(name, "unpacks to more than " + LIMIT + " bytes");
    }

    /** The format of {@code lz4 -l}: a magic number, then blocks with their packed size before them. */
    private static byte[] lz4Legacy(String name, byte[] data, int offset, int length) throws IOException {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream(1 << 20);
        int end = offset + length;
        int at = offset + 4;
        while (at + 4 <= end) {
            int size = word(data, at);
            at += 4;
            if (size == LZ4_LEGACY_MAGIC) {
                continue;
            }
            if (size <= 0 || size > end - at) {
                throw new ImageFormatException(name, "lz4 block of " + size + " bytes does not fit");
            }
            unpacked.write(drain(name, new BlockLZ4CompressorInputStream(new ByteArrayInputStream(data, at, size))));
            if (unpacked.size() > LIMIT) {
                throw tooLarge(name);
            }
            at += size;
        }
        return unpacked.toByteArray();
    }

    /** {@return whether it is gzip, the one format to which kbuild appends no size word} */
    static boolean isGzip(byte[] data, int offset) {
        return starts(data, offset, 0x1f, 0x8b);
    }

    private static int word(byte[] data, int at) {
        return (data[at] & 0xff)
                | (data[at + 1] & 0xff) << 8
                | (data[at + 2] & 0xff) << 16
                | (data[at + 3] & 0xff) << 24;
    }

    private static boolean starts(byte[] data, int offset, int... magic) {
        if (offset < 0 || offset + magic.length > data.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((data[offset + i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
