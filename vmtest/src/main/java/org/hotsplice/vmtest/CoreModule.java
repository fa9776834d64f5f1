/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** hotsplice.ko of this checkout, built for a stock kernel. */
public final class CoreModule {
    private CoreModule() {}

    /** {@return the module, from the cache or built now from the checkout's kmod folder} */
    public static Path obtain(Path checkout, GuestKernel kernel) throws IOException, InterruptedException {
        Path sources = checkout.resolve("kmod");
        List<Path> files = sourceFiles(sources);
        var content = new ArrayList<String>(List.of(kernel.release(), kernel.version()));
        for (Path file : files) {
            content.add(sources.relativize(file) + " " + CacheRoot.digest(file));
        }
        Path cache = CacheRoot.folder("kmod").resolve(CacheRoot.key(content));
        BuildLock.complete(cache, () -> build(sources, files, cache, KernelHeaders.obtain(kernel)));
        return cache.resolve("build/hotsplice.ko");
    }

    private static void build(Path sources, List<Path> files, Path cache, KernelHeaders headers)
            throws IOException, InterruptedException {
        Path build = cache.resolve("build");
        for (Path file : files) {
            Path copy = build.resolve(sources.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.deleteIfExists(copy);
            Files.copy(file, copy);
        }
        Command.of("make", "-C", headers.folder().toString(), "M=" + build.toAbsolutePath(), "modules")
                .limit(Duration.ofMinutes(10))
                .log(cache.resolve("build.log"))
                .mustRun();
    }

    /** {@return what the build reads, without the folders of tests} */
    private static List<Path> sourceFiles(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*(\\.[chS]|/Kbuild|/Makefile)")
                            && !file.toString().endsWith(".mod.c"))
                    .filter(file -> !sources.relativize(file).startsWith("test"))
                    .sorted()
                    .toList();
        }
    }
}
