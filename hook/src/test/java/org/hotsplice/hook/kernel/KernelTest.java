/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotsplice.update.UpdateId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelTest {
    @Test
    void refusalCodes_areThoseOfTheKernelModule() throws IOException {
        String header = Files.readString(header());
        Matcher list = Pattern.compile("\\bX\\(([A-Z_]+)\\)").matcher(header);
        List<String> names = list.results().map(match -> match.group(1)).toList();
        assertEquals(
                names, Stream.of(RefusalCode.values()).map(RefusalCode::name).toList());
        assertTrue(header.contains("#define HOTSPLICE_ABI " + Kernel.ABI + "\n"));
    }

    private static Path header() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("kmod/include/uapi/hotsplice.h"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the tests must run inside the checkout");
        }
        return folder.resolve("kmod/include/uapi/hotsplice.h");
    }

    @Test
    void identity_isReadFromProcAndNotes(@TempDir Path root) throws IOException {
        assertEquals(FakeKernel.IDENTITY, new FakeKernel(root).kernel().identity());
    }

    @Test
    void buildIdAmongNotes_thatAreCutShort_isNotFound() {
        assertEquals(Optional.empty(), BuildId.find(new byte[] {4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 'G'}));
        assertEquals(Optional.empty(), BuildId.find(new byte[] {-1, -1, -1, -1, 20, 0, 0, 0, 3, 0, 0, 0, 'G'}));
        assertEquals(Optional.empty(), BuildId.find(new byte[0]));
    }

    @Test
    void builtInCodeWithParameters_isNoPresentModule(@TempDir Path root) throws IOException {
        FakeKernel fake = new FakeKernel(root);
        fake.put("sys/module/tcp_cubic/parameters/x", "1\n");
        fake.loadTarget("nf_tables");
        assertFalse(fake.kernel().isPresent("tcp_cubic"));
        assertTrue(fake.kernel().isPresent("nf-tables"));
        assertTrue(fake.kernel().isPresent("vmlinux"));
    }

    @Test
    void refusal_namesPlaceAndBothBytes() {
        Refusal refusal = Refusal.parse(List.of(
                "id=cve-1", "code=NO_MATCH", "function=do_x", "offset=0x1c", "expected=90", "found=cc", "new=thing"));
        assertEquals(
                "cve-1: the running code is not the code that the update was built against"
                        + " (do_x+0x1c, expected 90, found cc)",
                refusal.issue("cve-1").message());
    }

    @Test
    void refusalOfANewerModule_keepsItsCode() {
        Refusal refusal = Refusal.parse(List.of("id=cve-1", "code=BRAND_NEW", "detail=x"));
        assertTrue(refusal.issue("cve-1").message().contains("BRAND_NEW"), refusal.toString());
    }

    @Test
    void updates_withoutTheCore_areNone(@TempDir Path root) throws IOException {
        FakeKernel fake = new FakeKernel(root);
        fake.unloadCore();
        assertEquals(List.of(), fake.kernel().updates());
        assertEquals(Optional.empty(), fake.kernel().update(new UpdateId("cve-1")));
    }
}
