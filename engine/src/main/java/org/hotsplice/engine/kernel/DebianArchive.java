/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * Finds what a Debian kernel was built from, given its release, and downloads it through apt, which verifies each
 * package against the archive's signed lists.
 */
final class DebianArchive {
    private static final Pattern SERIES = Pattern.compile("(\\d+\\.\\d+)[.-].*");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9-]+): (.*)");

    private final Path downloads;
    private final ProcessRunner runner;
    private final Progress progress;

    DebianArchive(Path downloads, Progress progress) {
        this.downloads = downloads;
        this.progress = progress;
        this.runner = new ProcessRunner(downloads.resolve("apt.log"));
    }

    /**
     * One package that the archive offers.
     *
     * @param name its name
     * @param version its version
     * @param sha256 the digest that the archive's lists give
     */
    record Offer(String name, String version, String sha256) {
        String fileName(String architecture) {
            return name + "_" + version.replace(":", "%3a") + "_" + architecture + ".deb";
        }
    }

    /** The packages of one kernel. */
    record Packages(Offer image, Offer source, Offer headers) {
        List<Offer> all() {
            return List.of(image, source, headers);
        }
    }

    /** {@return the packages of the kernel with that release} */
    Packages resolve(String release) throws IOException, RefusedException {
        Files.createDirectories(downloads);
        Matcher series = SERIES.matcher(release);
        if (!series.matches()) {
            throw notFound("release", release);
        }
        Offer image = offer("image", "linux-image-" + release, "");
        Offer source = offer("source", "linux-source-" + series.group(1), image.version());
        Offer headers = offer("headers", "linux-headers-" + release, image.version());
        return new Packages(image, source, headers);
    }

    private Offer offer(String what, String name, String version) throws IOException, RefusedException {
        String wanted = version.isEmpty() ? name : name + "=" + version;
        Finished shown = runner.run(Command.in(downloads, "apt-cache", "show", "--no-all-versions", wanted));
        String found = "";
        String sha256 = "";
        for (String line : shown.lines()) {
            Matcher field = FIELD.matcher(line);
            if (field.matches() && field.group(1).equals("Version") && found.isEmpty()) {
                found = field.group(2);
            } else if (field.matches() && field.group(1).equals("SHA256") && sha256.isEmpty()) {
                sha256 = field.group(2);
            }
        }
        if (!shown.succeeded() || found.isEmpty() || sha256.isEmpty()) {
            throw notFound(what, wanted);
        }
        return new Offer(name, found, sha256);
    }

    /** Downloads what is not there yet. {@return the downloaded packages, in the order of {@link Packages#all}} */
    List<Path> download(Packages packages) throws IOException, RefusedException {
        List<Path> files = new ArrayList<>();
        for (Offer offer : packages.all()) {
            Path file = find(offer);
            if (!Digests.sha256IfThere(file).equals(offer.sha256())) {
                progress.step("downloading " + offer.name() + " " + offer.version());
                Command command =
                        Command.in(downloads, "apt-get", "-q", "download", offer.name() + "=" + offer.version());
                Finished finished = runner.run(command);
                file = find(offer);
                if (!finished.succeeded() || !Digests.sha256IfThere(file).equals(offer.sha256())) {
                    throw new RefusedException(Issue.of(
                            EngineIssue.DOWNLOAD_FAILED,
                            runner.log().toString(),
                            command.forShell(),
                            finished.firstError()));
                }
            }
            files.add(file);
        }
        return files;
    }

    private Path find(Offer offer) {
        Path all = downloads.resolve(offer.fileName("all"));
        return Files.exists(all) ? all : downloads.resolve(offer.fileName("amd64"));
    }

    /** Unpacks downloaded packages. {@return where the kernel's files lie} */
    KernelFiles unpack(String release, Packages packages, List<Path> files, Path into)
            throws IOException, RefusedException {
        Files.createDirectories(into);
        for (Path file : files) {
            progress.step("unpacking " + file.getFileName());
            Command command = Command.in(into, "dpkg-deb", "-x", file.toString(), into.toString());
            Finished finished = runner.run(command);
            if (!finished.succeeded()) {
                throw new RefusedException(Issue.of(
                        EngineIssue.PREPARE_FAILED,
                        runner.log().toString(),
                        command.forShell(),
                        finished.firstError()));
            }
        }
        return new KernelFiles(
                into.resolve("usr/src").resolve(packages.source().name() + ".tar.xz"),
                into.resolve("boot/config-" + release),
                into.resolve("boot/vmlinuz-" + release),
                into.resolve("lib/modules").resolve(release),
                into.resolve("usr/src/linux-headers-" + release).resolve("Module.symvers"));
    }

    private static RefusedException notFound(String what, String name) {
        return new RefusedException(Issue.of(EngineIssue.KERNEL_NOT_FOUND, "apt", what, name));
    }
}
