/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.vmtest.CacheRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.GuestPrograms;
import org.hotsplice.vmtest.KernelHeaders;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.Workshop;

/** A guest that is kept by rpm and dnf as far as this project goes: Debian's own packages are one package to rpm. */
final class RpmMachine {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private RpmMachine() {}

    /** {@return a guest with the client installed by rpm, and the publisher's repository and key known to dnf} */
    static Vm start(String name, Shop shop) throws IOException, InterruptedException {
        Path packages = shop.workshop().folder().resolve("rpm-packages");
        Trees.delete(packages);
        Path system = Files.createDirectories(packages.resolve("system"));
        Path client = Files.createDirectories(packages.resolve("client"));
        build(system, "debian-system", "12", "noarch", "java-headless", "kmod", "/bin/sh");
        buildKernels(system);
        buildClient(shop.workshop(), client);
        String repository =
                repository(String.valueOf(shop.publisher().publicKey().getFileName()));
        var content = new ArrayList<String>(
                List.of(repository, CacheRoot.digest(shop.publisher().publicKey())));
        for (Path folder : List.of(system, client)) {
            for (Path file : files(folder)) {
                content.add(file.getFileName() + " " + CacheRoot.digest(file));
            }
        }
        return shop.rig().prepared(name, VmConfig.of(VmConfig.Start.SYSTEMD), content, vm -> {
            vm.mustRun("systemctl is-system-running --wait || systemctl --failed", LIMIT);
            vm.push("/root", system, client);
            vm.push("/root/tools", GuestPrograms.textsum());
            vm.mustRun("rpm -i /root/system/debian-system-*.rpm && rpm -i /root/client/*.rpm", LIMIT);
            vm.push("/etc/hotsplice/trusted.d", shop.publisher().publicKey());
            vm.mustRun(repository);
        });
    }

    private static String repository(String key) {
        return String.join(
                "\n",
                "rpm --import /etc/hotsplice/trusted.d/" + key,
                "mkdir -p /etc/yum.repos.d /etc/dnf/vars && echo 12 >/etc/dnf/vars/releasever",
                "cat >/etc/yum.repos.d/hotsplice.repo <<'EOF'",
                "[hotsplice]",
                "name=live updates",
                "baseurl=http://127.0.0.1:8000/dnf",
                "gpgkey=file:///etc/hotsplice/trusted.d/" + key,
                "gpgcheck=1",
                "repo_gpgcheck=1",
                "metadata_expire=0",
                "EOF");
    }

    /** Builds kernels as two packages without files, of which the first says its release as Fedora's do. */
    static void buildKernels(Path output) throws IOException, InterruptedException {
        String[] release = Goods.OTHER_RELEASE.split("[-]|[.](?=x86)", -1);
        String version = release[0] + "-" + release[1];
        build(output, "kernel-core", version, release[2], "kernel-core-uname-r = " + Goods.OTHER_RELEASE);
        build(output, "kernel", version, release[2]);
    }

    /** Builds a package without files. */
    private static void build(Path output, String name, String version, String architecture, String... provides)
            throws IOException, InterruptedException {
        String[] parts = (version + "-1").split("-", -1);
        Path spec = Files.writeString(
                output.resolveSibling(name + ".spec"),
                String.join(
                        "\n",
                        "Name: " + name,
                        "Version: " + parts[0],
                        "Release: " + parts[1],
                        "Summary: stands for what another package manager brought",
                        "License: none",
                        provides.length == 0 ? "" : "Provides: " + String.join(", ", provides),
                        "%description",
                        "It has no files.",
                        "%files",
                        ""));
        Command.of(
                        "rpmbuild",
                        "-bb",
                        "--quiet",
                        "--target",
                        architecture,
                        "--define",
                        "_topdir " + output.resolveSibling("build"),
                        "--define",
                        "_rpmdir " + output,
                        "--define",
                        "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
                        "--define",
                        "use_source_date_epoch_as_buildtime 1",
                        "--define",
                        "_buildhost hotsplice",
                        spec.toString())
                .environment("SOURCE_DATE_EPOCH", "1767225600")
                .mustRun();
    }

    private static void buildClient(Workshop workshop, Path output) throws IOException, InterruptedException {
        Command.of(
                        workshop.checkout().resolve("packaging-rpm/build").toString(),
                        "--output",
                        output.toString(),
                        "--kernel",
                        workshop.kernel().release(),
                        "--headers",
                        KernelHeaders.obtain(workshop.kernel()).folder().toString(),
                        "--only",
                        "client",
                        "--only",
                        "kmod")
                .limit(LIMIT)
                .mustRun();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
