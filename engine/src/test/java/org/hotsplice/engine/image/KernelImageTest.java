/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.kernel.StockKernel;
import org.junit.jupiter.api.Test;

/** Needs a real kernel for most of it. */
class KernelImageTest {
    private static KernelImage image() throws Exception {
        return KernelImage.read(StockKernel.require().image());
    }

    @Test
    void stockVmlinuz_givesIdentityNamesAndBytes() throws Exception {
        KernelImage image = image();
        assertTrue(
                image.identity().version().matches("#\\d+ .*"), image.identity().version());
        assertTrue(image.compiler().contains("gcc"), image.compiler());
        List<ImageSymbol> text = image.symbols("_stext");
        assertEquals(1, text.size());
        ImageSymbol function = image.symbols("commit_creds").get(0);
        assertEquals(
                "commit_creds",
                image.nearest(function.address() + 3).orElseThrow().name());
        Bytes code = image.read(function.address(), 5).orElseThrow();
        assertEquals(0xe8, code.at(0), "call __fentry__");
        long target = function.address() + 5 + code.s32(1);
        assertTrue(image.lists("__fentry__", target));
        assertTrue(image.kallsyms().symbols().size() > 50_000);
    }

    @Test
    void fileThatIsNoImage_isRefusedWithTheReason() {
        ImageFormatException e =
                assertThrows(ImageFormatException.class, () -> KernelImage.read("x", new byte[0x1000]));
        assertTrue(String.valueOf(e.getMessage()).contains("HdrS"), e.toString());
    }

    @Test
    void truncatedBootImage_isRefusedWithTheReason() {
        byte[] image = bootImage();
        ImageFormatException e = assertThrows(ImageFormatException.class, () -> KernelImage.read("x", image));
        assertTrue(String.valueOf(e.getMessage()).contains("truncated"), e.toString());
    }

    /** {@return the head of a boot image, with nothing behind it} */
    static byte[] bootImage() {
        byte[] image = new byte[0x1000];
        image[0x202] = 'H';
        image[0x203] = 'd';
        image[0x204] = 'r';
        image[0x205] = 'S';
        image[0x206] = 0x0f;
        image[0x207] = 2;
        image[0x24d] = 0x20;
        return image;
    }
}
