/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each file says under which licence it stands: code for the kernel GPL-2.0-only, everything else Apache-2.0. */
final class LicenceTest {
    @Test
    void everySourceFile_namesItsLicence() {
        Path root = Checkout.root();
        List<String> without =
                Checkout.files(".java", ".c", ".h", ".S", ".sh", ".py", "pom.xml", "Makefile", "Kbuild").stream()
                        .filter(file -> !firstLines(file)
                                .contains("SPDX-License-Identifier: " + licence(root.relativize(file))))
                        .map(file -> root.relativize(file).toString())
                        .toList();
        assertEquals(List.of(), without, "files without the SPDX line of their room");
    }

    private static String firstLines(Path file) {
        String text = Checkout.read(file);
        return text.substring(0, Math.min(400, text.length()));
    }

    private static String licence(Path relative) {
        boolean template = relative.toString().matches("engine/src/main/resources/.*\\.[ch]");
        boolean partOfKernel = template || relative.startsWith("kmod");
        return partOfKernel ? "GPL-2.0-only" : "Apache-2.0";
    }
}
