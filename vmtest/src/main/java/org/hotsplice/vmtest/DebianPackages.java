/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Single packages of the archive: what builds on the host take, and what only some scenarios need in a guest. */
public final class DebianPackages {
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

    private static List<String> words(String[] names, String option) {
        var words = new ArrayList<String>(List.of("apt-get", option, "download"));
        words.addAll(List.of(names));
        return words;
    }
}
