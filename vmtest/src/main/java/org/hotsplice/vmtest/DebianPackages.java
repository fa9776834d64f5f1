/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Single packages of the archive: what builds on the host take, and what only some scenarios need in a guest. */
public final class DebianPackages {
    /** What apt-get says when it simulates: {@code Inst NAME [OLD VERSION] (VERSION ARCHIVE)}. */
    private static final Pattern INSTALLED = Pattern.compile("(?m)^Inst (\\S+) (?:\\[\\S+\\] )?\\((\\S+) ");

    private DebianPackages() {}

    /** {@return the files of these packages, from the cache or the archive; what they depend on is not among them} */
    public static List<Path> obtain(String... names) throws IOException, InterruptedException {
        // The addresses name the versions.
        String addresses = Command.of(words(names, "--print-uris")).mustRun();
        Path folder = CacheRoot.folder("packages").resolve(CacheRoot.key(List.of(addresses)));
        BuildLock.complete(folder, () -> Command.of(words(names, "-q"))
                .in(folder)
                .limit(Duration.ofMinutes(15))
                .log(folder.resolve("download.log"))
                .mustRun());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * {@return the files of these packages, and of what they depend on and a system lacks}
     *
     * @param system its dpkg's status file
     */
    public static List<Path> missingIn(Path system, String... names) throws IOException, InterruptedException {
        var words = new ArrayList<String>(List.of(
                "apt-get",
                "--simulate",
                "--no-install-recommends",
                "-o",
                "Dir::State::status=" + system,
                // The host's own caches are of the host's own status.
                "-o",
                "Dir::Cache::pkgcache=",
                "-o",
                "Dir::Cache::srcpkgcache=",
                "install"));
        words.addAll(List.of(names));
        Matcher missing = INSTALLED.matcher(Command.of(words).mustRun());
        var wanted = new ArrayList<String>();
        while (missing.find()) {
            wanted.add(missing.group(1) + "=" + missing.group(2));
        }
        return obtain(wanted.toArray(String[]::new));
    }

    private static List<String> words(String[] names, String option) {
        var words = new ArrayList<String>(List.of("apt-get", option, "download"));
        words.addAll(List.of(names));
        return words;
    }
}
