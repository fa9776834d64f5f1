/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.hotsplice.engine.kernel.BuildEnvironment;
import org.junit.jupiter.api.Test;

final class KbuildFolderTest {
    private static KbuildFolder folder(String path, String... lines) {
        return KbuildFolder.parse(path, List.of(lines), new BuildEnvironment(Map.of()));
    }

    @Test
    void builtinModularAndCompositeUnits_getTheirTargets() {
        KbuildFolder folder = folder(
                "net/unix",
                "builtin af_unix.o",
                "library",
                "modular diag.o one.o two.o",
                "module unix_diag.o diag.o",
                "module one.o",
                "module my-two.o  two.o");
        assertEquals(
                List.of(
                        new Unit("net/unix/af_unix.o", "net/unix", "net/unix/af_unix.o", List.of("vmlinux")),
                        new Unit("net/unix/diag.o", "net/unix", "net/unix/diag.o", List.of("unix_diag")),
                        new Unit("net/unix/one.o", "net/unix", "net/unix/one.o", List.of("one")),
                        new Unit("net/unix/two.o", "net/unix", "net/unix/two.o", List.of("my_two"))),
                folder.units());
    }

    @Test
    void memberOfTwoModules_belongsToBoth() {
        KbuildFolder folder = folder("d", "modular x.o", "module a.o x.o", "module b.o x.o");
        assertEquals(List.of("a", "b"), folder.units().get(0).targets());
    }

    @Test
    void objectsOfOtherFolders_lieThere() {
        KbuildFolder folder =
                folder("drivers/gpu/drm/amd/amdgpu", "modular ./../display/dm.o", "module amdgpu.o ./../display/dm.o");
        assertEquals(
                List.of(new Unit(
                        "drivers/gpu/drm/amd/display/dm.o",
                        "drivers/gpu/drm/amd/amdgpu",
                        "drivers/gpu/drm/amd/amdgpu/./../display/dm.o",
                        List.of("amdgpu"))),
                folder.units());
    }

    @Test
    void descents_sayHowKbuildComesThere() {
        KbuildFolder folder = folder(
                "net", "folders net/core net/llc", "builtin-folders net/core", "module-folders net/core net/llc");
        assertEquals(
                List.of(
                        new KbuildFolder.Descent("net/core", true, true),
                        new KbuildFolder.Descent("net/llc", false, true)),
                folder.descents());
    }

    @Test
    void changedPaths_areSortedByWhatTheyMean() {
        assertEquals(ChangedPath.CODE, ChangedPath.of("net/core/sock.c"));
        assertEquals(ChangedPath.CODE, ChangedPath.of("arch/x86/kernel/entry.S"));
        assertEquals(ChangedPath.MAKEFILE, ChangedPath.of("net/core/Makefile"));
        assertEquals(ChangedPath.CONFIGURATION, ChangedPath.of("net/Kconfig.debug"));
        assertEquals(ChangedPath.NO_PART, ChangedPath.of("Documentation/x.c"));
        assertEquals(ChangedPath.NO_PART, ChangedPath.of("arch/arm64/kernel/entry.S"));
        assertEquals(ChangedPath.UNSUPPORTED, ChangedPath.of("arch/x86/entry/vdso/vma.c"));
        assertEquals(ChangedPath.UNSUPPORTED, ChangedPath.of("arch/x86/entry/syscalls/syscall_64.tbl"));
    }
}
