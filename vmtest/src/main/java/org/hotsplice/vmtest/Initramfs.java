/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The guests' initramfs: busybox, the modules that reach the disk and the agent, and an init of 40 lines. */
final class Initramfs {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private Initramfs() {}

    /** {@return the initramfs for this root's kernel, from the cache or built now} */
    static Path obtain(RootImage image) throws IOException, InterruptedException {
        String init = GuestScripts.text("initramfs-init.sh");
        String agent = GuestScripts.text("agent.sh");
        String key = CacheRoot.key(List.of(image.key(), init, agent, CacheRoot.digest(BUSYBOX)));
        Path folder = CacheRoot.folder("initramfs").resolve(key);
        BuildLock.complete(folder, () -> build(folder, image.bootModules()));
        return archive(folder);
    }

    /** {@return an initramfs in this folder, with these modules} */
    static Path build(Path folder, Path modules) throws IOException, InterruptedException {
        String init = GuestScripts.text("initramfs-init.sh");
        String agent = GuestScripts.text("agent.sh");
        pack(tree(folder.resolve("tree"), modules, init, agent), archive(folder));
        return archive(folder);
    }

    private static Path archive(Path folder) {
        return folder.resolve("initramfs.cpio");
    }

    private static Path tree(Path tree, Path modules, String init, String agent) throws IOException {
        for (String name : List.of("bin", "sbin", "usr/bin", "usr/sbin", "proc", "sys", "dev", "run", "tmp", "new")) {
            Files.createDirectories(tree.resolve(name));
        }
        Files.createDirectories(tree.resolve("modules"));
        Files.copy(BUSYBOX, tree.resolve("bin/busybox"), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(tree.resolve("bin/sh"));
        Files.createSymbolicLink(tree.resolve("bin/sh"), Path.of("busybox"));
        Path initFile = Files.writeString(tree.resolve("init"), init);
        if (!initFile.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + initFile + " executable");
        }
        Files.writeString(tree.resolve("agent"), agent);
        try (Stream<Path> files = Files.list(modules)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, tree.resolve("modules").resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return tree;
    }

    private static void pack(Path tree, Path archive) throws IOException, InterruptedException {
        Path list = archive.resolveSibling("list");
        try (Stream<Path> files = Files.walk(tree)) {
            Files.write(
                    list,
                    files.map(file -> tree.relativize(file).toString())
                            .filter(name -> !name.isEmpty())
                            .sorted()
                            .toList());
        }
        Path part = archive.resolveSibling("initramfs.part");
        Command.of("cpio", "--quiet", "-o", "-H", "newc", "-R", "0:0", "-F", part.toString())
                .in(tree)
                .input(list)
                .mustRun();
        Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE);
    }
}
