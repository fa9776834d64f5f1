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
        try {
            ModuleImage.read("fuzz", bytes);
            KernelImage.read("fuzz", bytes);
        } catch (ImageFormatException expected) {
            // That is the answer for damaged input.
        }
    }
}
