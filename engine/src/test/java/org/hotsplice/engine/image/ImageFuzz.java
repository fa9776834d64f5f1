/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import org.hotsplice.engine.elf.Bytes;

/**
 * Fuzz entry of the readers of kernel images and modules: whatever the bytes are, reading ends in an image or an
 * {@link ImageFormatException}. The method has the form that fuzzers for Java expect.
 */
public final class ImageFuzz {
    private ImageFuzz() {}

    /** Entry for fuzzers. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        KallsymsDecoder.decode(Bytes.of(bytes));
        refusedOrRead(() -> ModuleImage.read("fuzz", bytes));
        refusedOrRead(() -> KernelImage.read("fuzz", bytes));
        refusedOrRead(() -> Decompressor.unpack("fuzz", bytes, 0, bytes.length));
    }

    private interface Reader {
        Object read() throws ImageFormatException;
    }

    private static void refusedOrRead(Reader reader) {
        try {
            reader.read();
        } catch (ImageFormatException expected) {
            // That is the answer for damaged input.
        }
    }
}
