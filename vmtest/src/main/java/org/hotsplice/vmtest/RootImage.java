/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A Debian root as a disk image, with the stock kernel that boots it. Built once for each content of package list,
 * archive versions and guest scripts, and then only read: guests write to overlays.
 *
 * @param folder of the cache, with root.raw, vmlinuz, modules/ and packages.txt
 * @param kernel that is installed in it
 */
public record RootImage(Path folder, GuestKernel kernel) {
    private static final String SUITE = "bookworm";
    private static final List<String> PACKAGES = List.of(
            "systemd",
            "systemd-sysv",
            "udev",
            "dbus",
            "openjdk-17-jre-headless",
            "gpg",
            "gpgv",
            "gpg-agent",
            "kmod",
            "unattended-upgrades",
            "rpm",
            "dnf",
            "dnf-plugins-core",
            "iproute2",
            "procps");
    private static final List<String> GUEST_SCRIPTS = List.of("agent.sh", "agent.service", "bare-init.sh");
    private static final String IMAGE = "root-image.sh";

    /** {@return the image for this kernel, from the cache or built now} */
    public static RootImage obtain(GuestKernel kernel, Consumer<String> progress)
            throws IOException, InterruptedException {
        List<String> sources = AptSources.lines(SUITE);
        Path folder = CacheRoot.folder("roots").resolve(key(kernel, sources));
        BuildLock.complete(folder, () -> {
            progress.accept("building a Debian " + SUITE + " root with kernel " + kernel.describe()
                    + "; one to three minutes, kept in " + folder);
            build(kernel, sources, folder);
        });
        return new RootImage(folder, kernel);
    }

    public Path disk() {
        return folder.resolve("root.raw");
    }

    public Path vmlinuz() {
        return folder.resolve("vmlinuz");
    }

    /** {@return the folder of the modules that a guest needs before its root, with their order in the file "order"} */
    public Path bootModules() {
        return folder.resolve("modules");
    }

    /** {@return a name of the content} */
    String key() {
        return String.valueOf(folder.getFileName());
    }

    private static String key(GuestKernel kernel, List<String> sources) throws IOException {
        var parts = new ArrayList<String>(PACKAGES);
        parts.addAll(sources);
        parts.add(kernel.release());
        parts.add(kernel.version());
        for (String script : GUEST_SCRIPTS) {
            parts.add(GuestScripts.text(script));
        }
        parts.add(GuestScripts.text(IMAGE));
        return CacheRoot.key(parts);
    }

    private static void build(GuestKernel kernel, List<String> sources, Path folder)
            throws IOException, InterruptedException {
        Path work = Files.createDirectories(folder.resolve("build"));
        for (String script : GUEST_SCRIPTS) {
            GuestScripts.write(script, work);
        }
        Path image = GuestScripts.write(IMAGE, work);
        Path sourcesList = Files.write(work.resolve("sources.list"), sources);
        Path tree = work.resolve("tree");
        Trees.delete(tree);
        Command.of(arguments(kernel, tree, sourcesList))
                // The kernel's postinst then makes no initramfs of its own; the rig has a smaller one.
                .environment("INITRD", "No")
                .limit(Duration.ofMinutes(20))
                .log(folder.resolve("mmdebstrap.log"))
                .mustRun();
        deleteModules(folder);
        Command.of(image.toString(), tree.toString())
                .environment("HOTSPLICE_OUT", folder.toString())
                .environment("HOTSPLICE_GUEST", work.toString())
                .environment("HOTSPLICE_RELEASE", kernel.release())
                .limit(Duration.ofMinutes(10))
                .log(folder.resolve("image.log"))
                .mustRun();
        Trees.delete(tree);
    }

    private static List<String> arguments(GuestKernel kernel, Path tree, Path sourcesList)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<String>(List.of(
                "mmdebstrap",
                "--variant=minbase",
                "--format=directory",
                "--mode=root",
                "--include=" + String.join(",", PACKAGES) + ",linux-image-" + kernel.release(),
                "--dpkgopt=force-unsafe-io",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                "--dpkgopt=path-exclude=/usr/share/locale/*",
                "--dpkgopt=path-exclude=/usr/share/doc/*",
                // The JRE's alternatives need the folder although no page is in it.
                "--essential-hook=mkdir -p \"$1/usr/share/man/man1\""));
        for (String option : AptSources.acquireOptions()) {
            arguments.add("--aptopt=" + option);
        }
        arguments.addAll(List.of(SUITE, tree.toString(), sourcesList.toString()));
        return arguments;
    }

    private static void deleteModules(Path folder) throws IOException {
        Path modules = folder.resolve("modules");
        if (Files.isDirectory(modules)) {
            try (var files = Files.list(modules)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
