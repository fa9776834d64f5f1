/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.util.Arrays;
import org.hotsplice.engine.elf.Bytes;

/** Finds vmlinux in the file that a boot loader reads (Documentation/arch/x86/boot.rst, protocol 2.08 or later). */
public final class BootImage {
    private static final int SETUP_SECTORS = 0x1f1;
    private static final int HEADER_MAGIC = 0x202;
    private static final int PROTOCOL = 0x206;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24c;
    private static final int HEADER_END = 0x260;
    private static final int SECTOR = 512;

    private BootImage() {}

    /**
     * {@return the bytes of the ELF file vmlinux}
     *
     * @param name of the file, for messages
     * @param image a bzImage, or vmlinux itself
     */
    public static byte[] vmlinux(String name, byte[] image) throws ImageFormatException {
        if (isElf(image)) {
            return image;
        }
        Bytes bytes = Bytes.of(Arrays.copyOf(image, Math.min(image.length, HEADER_END)));
        if (bytes.size() < HEADER_END || bytes.u32(HEADER_MAGIC) != 0x53726448L) {
            throw new ImageFormatException(name, "is neither vmlinux nor a boot image (no 'HdrS' at 0x202)");
        }
        if (bytes.u16(PROTOCOL) < 0x208) {
            throw new ImageFormatException(
                    name, String.format("boot protocol 0x%x has no payload field; 0x208 has", bytes.u16(PROTOCOL)));
        }
        int setupSectors = bytes.at(SETUP_SECTORS) == 0 ? 4 : bytes.at(SETUP_SECTORS);
        long offset = (setupSectors + 1L) * SECTOR + bytes.u32(PAYLOAD_OFFSET);
        long length = bytes.u32(PAYLOAD_LENGTH);
        if (length < 8 || offset + length > image.length) {
            throw new ImageFormatException(
                    name,
                    String.format("payload ends at 0x%x, the file at 0x%x: truncated", offset + length, image.length));
        }
        int sizeWord = Decompressor.isGzip(image, (int) offset) ? 0 : 4; // scripts/Makefile.lib size_append
        byte[] unpacked = Decompressor.unpack(name, image, (int) offset, (int) length - sizeWord);
        if (!isElf(unpacked)) {
            throw new ImageFormatException(name, "what it unpacks to is not an ELF file");
        }
        return unpacked;
    }

    /** {@return whether these are the first bytes of an ELF file} */
    static boolean isElf(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
    }
}
