/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The distribution's headers for building modules, unpacked and not installed, so that the host stays as it is.
 *
 * @param folder what a module's build takes as KDIR
 */
public record KernelHeaders(Path folder) {

    /** {@return the headers of this kernel, from the cache or the archive} */
    public static KernelHeaders obtain(GuestKernel kernel) throws IOException, InterruptedException {
        Path cache = CacheRoot.folder("headers").resolve(kernel.release() + "_" + kernel.version());
        BuildLock.complete(cache, () -> unpack(kernel, cache));
        return new KernelHeaders(sources(cache).resolve("linux-headers-" + kernel.release()));
    }

    /** {@return the kernel's own program that signs modules} */
    public Path signFile() {
        return folder.resolve("scripts/sign-file");
    }

    private static void unpack(GuestKernel kernel, Path cache) throws IOException, InterruptedException {
        String series = kernel.release().replaceFirst("-[^-]*$", "");
        String kbuild = series.contains("+")
                ? "linux-kbuild-" + series + "=" + kernel.version()
                : "linux-kbuild-" + kernel.version().replaceFirst("^(\\d+\\.\\d+).*", "$1");
        Path tree = Files.createDirectories(cache.resolve("tree"));
        List<Path> packages = DebianPackages.obtain(
                "linux-headers-" + kernel.release() + "=" + kernel.version(),
                "linux-headers-" + series + "-common=" + kernel.version(),
                kbuild);
        for (Path file : packages) {
            Command.of("dpkg-deb", "-x", file.toString(), tree.toString()).mustRun();
        }
        // Debian's file names /usr/src, where these headers do not lie.
        Path common =
                sources(cache).resolve("linux-headers-" + series + "-common").toAbsolutePath();
        Files.writeString(
                sources(cache).resolve("linux-headers-" + kernel.release()).resolve("Makefile"),
                "include " + common + "/Makefile\n");
    }

    private static Path sources(Path cache) {
        return cache.resolve("tree/usr/src");
    }
}
