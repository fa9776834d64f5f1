/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Publisher;
import org.hotsplice.vmtest.demo.Workshop;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher has to offer, and what others make of it: folders with an apt and a dnf repository each, made by
 * hotsplice-sign once for all scenarios of a run.
 *
 * @param shop with the key that machines trust
 * @param fix what the first update is made of
 * @param folder of the states
 */
record Goods(Shop shop, Fix fix, Path folder) {
    /** What package 1 is said to leave open. */
    static final String OPEN_CVE = "CVE-2026-99999";

    /** Package 1, with the first update. */
    static final String FIRST = "first";

    /** Package 2, with both; it was published after package 1, which is still there. */
    static final String SECOND = "second";

    /** Package 9 is packed and published with the trusted key, and a stranger signed the update in it. */
    static final String FORGED = "forged";

    /** As the first, published by a stranger. */
    static final String STRANGER = "stranger";

    /** As the first, with a flipped bit in each package. */
    static final String BAD_PACKAGE = "bad-package";

    /** As the first, with another word in the signed index. */
    static final String BAD_INDEX = "bad-index";

    /** A kernel that no machine here runs, named as distributions with rpm name theirs. */
    static final String OTHER_RELEASE = "6.1.0-999.x86_64";

    /** After so many days neither a repository's metadata nor an update is good any more. */
    static final int GOOD_FOR_DAYS = 40;

    private static @Nullable Goods made;

    static synchronized Goods obtain() throws Exception {
        if (made == null) {
            assumeTrue(
                    Command.of("sh", "-c", "command -v rpmbuild").run().ok(),
                    "skipped: 'rpmbuild' is not installed, so the client's .rpm cannot be built");
            made = make();
        }
        return made;
    }

    private static Goods make() throws Exception {
        // Made once in a process, of which several may be at work in one checkout.
        Shop shop = Shop.open("repositories-" + ProcessHandle.current().pid());
        Workshop workshop = shop.workshop();
        for (String name : List.of("states", "packages", "strangers", "made-up")) {
            Trees.delete(workshop.folder().resolve(name));
        }
        Fix fix = shop.createFix();
        Goods goods =
                new Goods(shop, fix, Files.createDirectories(workshop.folder().resolve("states")));
        Path update = workshop.bundle(fix.id());
        Path strange = copy(update, workshop.folder().resolve("strangers"));
        Path foreign = copy(update, workshop.folder().resolve("made-up"));
        goods.publishOwn(update, SleepUpdate.create(shop), foreign);
        goods.publishStrange(strange);
        goods.tamper();
        return goods;
    }

    private static Path copy(Path bundle, Path parent) throws IOException, InterruptedException {
        Files.createDirectories(parent);
        Command.of("cp", "-a", bundle.toString(), parent.toString()).mustRun();
        return parent.resolve(bundle.getFileName());
    }

    private void publishOwn(Path first, Path second, Path foreign) throws Exception {
        Path manifest = foreign.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(
                manifest, text.replace("\"" + shop.rig().kernel().release() + "\"", "\"" + OTHER_RELEASE + "\""));
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(GOOD_FOR_DAYS));
        Publisher publisher = shop.publisher();
        run("sign", "--key", publisher.keys(), "--sequence", 1, "--expires", end, first, second, foreign);
        pack("1", publisher.keys(), List.of("--unfixed", OPEN_CVE), first);
        pack("2", publisher.keys(), List.of(), first, second);
        run(
                "package",
                "--rpm",
                "--key",
                publisher.keys(),
                "--output",
                packages().resolve("1"),
                foreign);
        publish(FIRST, publisher.keys(), "1");
        copyState(FIRST, SECOND);
        publish(SECOND, publisher.keys(), "2");
    }

    private void publishStrange(Path bundle) throws Exception {
        Publisher stranger = new Publisher(new Workshop(
                shop.workshop().checkout(),
                shop.workshop().folder().resolve("strangers"),
                shop.rig().kernel()));
        stranger.generateKeys();
        publish(STRANGER, stranger.keys(), "1");
        run("sign", "--key", stranger.keys(), "--sequence", 9, bundle);
        pack("9", shop.publisher().keys(), List.of(), bundle);
        copyState(FIRST, FORGED);
        publish(FORGED, shop.publisher().keys(), "9");
    }

    private void tamper() throws Exception {
        copyState(FIRST, BAD_PACKAGE);
        for (String ending : List.of(".deb", ".rpm")) {
            for (Path file : files(state(BAD_PACKAGE), ending)) {
                Tampering.flip(file, Files.size(file) / 2);
            }
        }
        copyState(FIRST, BAD_INDEX);
        Path release = state(BAD_INDEX).resolve("apt/dists/stable/InRelease");
        Files.writeString(release, Files.readString(release).replace("Label: Hotsplice", "Label: hotsplice"));
        Files.delete(release.resolveSibling("Release.gpg"));
        Path repomd = state(BAD_INDEX).resolve("dnf/repodata/repomd.xml");
        Files.writeString(repomd, Files.readString(repomd).replace("<revision>", "<revision>9"));
    }

    private void pack(String version, Path keys, List<String> more, Path... bundles) throws Exception {
        var words = new ArrayList<Object>(List.of("package", "--deb", "--rpm", "--key", keys));
        words.addAll(
                List.of("--package-version", version, "--output", packages().resolve(version)));
        words.addAll(more);
        words.addAll(List.of(bundles));
        run(words.toArray());
    }

    private void publish(String state, Path keys, String version) throws Exception {
        Path to = state(state);
        var words = new ArrayList<Object>(List.of("publish", "--apt", to.resolve("apt"), "--dnf", to.resolve("dnf")));
        words.addAll(List.of("--key", keys));
        words.addAll(files(packages().resolve(version), ""));
        run(words.toArray());
    }

    private void copyState(String from, String to) throws Exception {
        Command.of("cp", "-a", state(from).toString(), state(to).toString()).mustRun();
    }

    private void run(Object... words) throws Exception {
        String[] arguments = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
        CommandResult result = shop.workshop().sign(arguments);
        assertTrue(result.ok(), result::output);
    }

    private Path packages() {
        return shop.workshop().folder().resolve("packages");
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** {@return a folder with a repository in apt/ and one in dnf/} */
    Path state(String name) {
        return folder.resolve(name);
    }

    /** {@return the name of the package for the guest's kernel, which is the same for both kinds} */
    String packageName() {
        return "hotsplice-updates-" + shop.rig().kernel().release();
    }

    /** {@return the file of a version} */
    Path file(String version, String ending) throws IOException {
        return files(packages().resolve(version), ending).stream()
                .filter(file -> file.getFileName().toString().startsWith(packageName()))
                .findFirst()
                .orElseThrow();
    }
}
