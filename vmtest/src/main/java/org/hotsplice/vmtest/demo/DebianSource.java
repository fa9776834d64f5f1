/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.vmtest.CacheRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Trees;

/**
 * Named files of one version of Debian's kernel source.
 *
 * @param version of the package
 * @param folder with the files at their paths in the kernel tree
 */
public record DebianSource(String version, Path folder) {
    /** {@return the files of the kernel's own source} */
    public static DebianSource of(GuestKernel kernel, List<String> files) throws IOException, InterruptedException {
        return obtain(packageName(kernel), kernel.version(), files);
    }

    /** {@return the name of the package with the source of the kernel's series} */
    static String packageName(GuestKernel kernel) {
        return "linux-source-" + kernel.version().replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    /** {@return the versions of the source package that the archive offers, newest first} */
    static List<String> versions(String name) throws IOException, InterruptedException {
        var versions = new ArrayList<String>();
        for (String line : Command.of("apt-cache", "madison", name).mustRun().split("\n", -1)) {
            String[] columns = line.split("\\|", -1);
            if (columns.length == 3 && columns[2].contains("Packages")) {
                versions.add(columns[1].trim());
            }
        }
        return versions;
    }

    /** {@return the files of that version, from the cache or the archive} */
    static DebianSource obtain(String name, String version, List<String> files)
            throws IOException, InterruptedException {
        Path folder = CacheRoot.folder("demo").resolve(name + "_" + version);
        for (String file : files) {
            if (!Files.exists(folder.resolve(file))) {
                extract(name, version, files, folder);
            }
        }
        return new DebianSource(version, folder);
    }

    private static void extract(String name, String version, List<String> files, Path folder)
            throws IOException, InterruptedException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path tree = Files.createDirectories(work.resolve("tree"));
        Path source = download(name, version, work);
        // The package holds one compressed tar of the whole tree.
        Command.of("dpkg-deb", "-x", source.toString(), tree.toString())
                .limit(Duration.ofMinutes(5))
                .mustRun();
        Path archive = tree.resolve("usr/src/" + name + ".tar.xz");
        var arguments = new ArrayList<String>(List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()));
        arguments.addAll(List.of("--strip-components=1"));
        for (String file : files) {
            arguments.add(name + "/" + file);
        }
        Command.of(arguments).limit(Duration.ofMinutes(5)).mustRun();
        Trees.delete(work);
    }

    private static Path download(String name, String version, Path work) throws IOException, InterruptedException {
        Path known = CacheRoot.folder("downloads").resolve(name + "_" + version + "_all.deb");
        if (Files.exists(known)) {
            return known;
        }
        Command.of("apt-get", "download", "-q", name + "=" + version)
                .in(work)
                .limit(Duration.ofMinutes(20))
                .mustRun();
        try (Stream<Path> found = Files.list(work)) {
            return found.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("apt-get download left no package in " + work));
        }
    }
}
