/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Trees;

/** From bundles to an apt repository that is signed with a key made for this run. */
public record Publisher(Workshop workshop) {
    private static final String PUBLIC_KEY = "hotsplice-signing.asc";

    /** Makes the key; an older one of the same folder goes. */
    public String generateKeys() throws IOException, InterruptedException {
        Trees.delete(keys());
        return succeed(workshop.sign("keygen", "--output", keys().toString()));
    }

    public Path publicKey() {
        return keys().resolve(PUBLIC_KEY);
    }

    public Path keys() {
        return workshop.folder().resolve("keys");
    }

    public Path repository() {
        return workshop.folder().resolve("repository");
    }

    public String sign(Path... bundles) throws IOException, InterruptedException {
        return succeed(workshop.sign(withPaths(List.of("sign", "--key", keys().toString()), List.of(bundles))));
    }

    /** Signs bundles anew, as newer updates. */
    public String reissue(Path... bundles) throws IOException, InterruptedException {
        return succeed(
                workshop.sign(withPaths(List.of("sign", "--reissue", "--key", keys().toString()), List.of(bundles))));
    }

    /** Builds the package of these signed bundles and returns its file. */
    public Path buildPackage(Path... bundles) throws IOException, InterruptedException {
        Path output = workshop.folder().resolve("packages");
        Trees.delete(output);
        Files.createDirectories(output);
        succeed(workshop.sign(withPaths(List.of("package", "--deb", "--output", output.toString()), List.of(bundles))));
        try (Stream<Path> files = Files.list(output)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("hotsplice-sign package left no .deb in " + output));
        }
    }

    /** Adds the packages to the repository and signs its lists. */
    public String publish(Path... packages) throws IOException, InterruptedException {
        return succeed(workshop.sign(withPaths(
                List.of("publish", "--apt", repository().toString(), "--key", keys().toString()), List.of(packages))));
    }

    private static String[] withPaths(List<String> words, List<Path> paths) {
        var all = new ArrayList<String>(words);
        paths.forEach(path -> all.add(path.toString()));
        return all.toArray(String[]::new);
    }

    private static String succeed(CommandResult result) throws IOException {
        if (!result.ok()) {
            throw new IOException("hotsplice-sign ended with status " + result.status() + ":\n" + result.tail(20));
        }
        return result.output();
    }
}
