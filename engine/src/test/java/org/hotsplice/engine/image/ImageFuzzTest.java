/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.RelocatableBuilder;
import org.hotsplice.engine.elf.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Modules and images, sound ones packed in each way, and damaged ones. */
class ImageFuzzTest {
    private static final int TRIES = 300;

    private static byte[] module() {
        RelocatableBuilder builder = new RelocatableBuilder();
        builder.part(".modinfo", Section.PROGBITS, Section.ALLOC, 0)
                .append(Bytes.of("name=example\0license=GPL\0".getBytes(StandardCharsets.US_ASCII)), 1);
        builder.part(".text", Section.PROGBITS, Section.ALLOC | Section.EXECINSTR, 0)
                .append(Bytes.of(new byte[] {(byte) 0xc3}), 16);
        return builder.build();
    }

    private interface Packer {
        OutputStream around(OutputStream packed) throws IOException;
    }

    private static byte[] packed(byte[] content, Packer packer) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer.around(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] xz() throws IOException {
        return packed(module(), out -> new XZOutputStream(out, new LZMA2Options(1)));
    }

    @Test
    void moduleThatIsPacked_isReadAsItIs(@TempDir Path folder) throws Exception {
        List<Path> files = List.of(
                Files.write(folder.resolve("example.ko"), module()),
                Files.write(folder.resolve("example.ko.xz"), xz()),
                Files.write(folder.resolve("example.ko.zst"), Zstd.compress(module())),
                Files.write(folder.resolve("example.ko.gz"), packed(module(), GZIPOutputStream::new)));
        for (Path file : files) {
            ModuleImage image = ModuleImage.read(file);
            assertEquals("example", image.target(), file::toString);
            assertEquals("GPL", image.information("license").orElseThrow());
        }
    }

    @Test
    void damagedFiles_areRefusedOrRead() throws Exception {
        List<byte[]> seeds = List.of(
                module(),
                xz(),
                Zstd.compress(module()),
                packed(module(), GZIPOutputStream::new),
                KernelImageTest.bootImage());
        Random random = new Random(1);
        int tried = 0;
        for (byte[] seed : seeds) {
            ImageFuzz.fuzzerTestOneInput(seed);
            for (int i = 0; i < TRIES; i++) {
                byte[] damaged = seed.clone();
                for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                ImageFuzz.fuzzerTestOneInput(damaged);
                tried++;
            }
        }
        assertTrue(tried > TRIES);
    }
}
