/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.Progress;
import org.hotsplice.update.RefusedException;

/**
 * The kernels prepared on this machine. Each lies in a folder of its own, named after its release and the digest of
 * what it was made from; a folder that was not finished is made again. One process prepares at a time.
 */
public final class KernelStore {
    /** Part of every key, so that a change of how kernels are prepared does not meet older folders. */
    private static final String FORM = "1";

    private final Path root;
    private final int jobs;
    private final Progress progress;

    /**
     * The store in that folder.
     *
     * @param root the folder; made when needed
     * @param jobs how many programs may run at the same time
     */
    public KernelStore(Path root, int jobs, Progress progress) {
        this.root = root.toAbsolutePath().normalize();
        this.jobs = jobs;
        this.progress = progress;
    }

    /** {@return the folder for the store that this user's environment names} */
    public static Path usualRoot() {
        String own = System.getenv("HOTSPLICE_CACHE");
        if (own != null && !own.isEmpty()) {
            return Path.of(own);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path caches =
                cache != null && !cache.isEmpty() ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("hotsplice");
    }

    /** {@return the Debian kernel with that release, if it was prepared before} */
    public Optional<PreparedKernel> ready(String release) throws IOException {
        return followed(kernels().resolve("release-" + release));
    }

    /**
     * {@return the Debian kernel with that release, fetched and prepared if it is not in the store yet}
     *
     * @param release as {@code uname -r}
     */
    public PreparedKernel debian(String release) throws IOException, RefusedException {
        Path known = kernels().resolve("release-" + release);
        Optional<PreparedKernel> ready = followed(known);
        if (ready.isPresent()) {
            return ready.get();
        }
        DebianArchive archive = new DebianArchive(root.resolve("downloads"), progress);
        DebianArchive.Packages packages = archive.resolve(release);
        StringBuilder inputs = new StringBuilder(FORM);
        packages.all().forEach(offer -> inputs.append(' ').append(offer.sha256()));
        PreparedKernel kernel = prepared(release, Digests.sha256(inputs.toString()), folder -> {
            List<Path> downloaded = archive.download(packages);
            return archive.unpack(release, packages, downloaded, folder.resolve("packages"));
        });
        point(known, kernel);
        return kernel;
    }

    /** {@return the kernel that these files describe, prepared if it is not in the store yet} */
    public PreparedKernel local(KernelFiles files) throws IOException, RefusedException {
        files.require();
        BootBanner banner = BootBanner.read(files.image());
        String inputs = String.join(
                " ",
                FORM,
                FolderDigest.of(files.source()),
                Digests.sha256(files.config()),
                Digests.sha256(files.image()),
                Digests.sha256(files.symvers()),
                FolderDigest.of(files.modules()));
        return prepared(banner.release(), Digests.sha256(inputs), folder -> files);
    }

    /** Gets a kernel's files, given the folder that is being made. */
    private interface Source {
        KernelFiles files(Path folder) throws IOException, RefusedException;
    }

    private PreparedKernel prepared(String release, String digest, Source source) throws IOException, RefusedException {
        Path folder = kernels().resolve(release + "-" + digest.substring(0, 16));
        Files.createDirectories(kernels());
        try (FileChannel channel = FileChannel.open(
                        kernels().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!PreparedKernel.isComplete(folder)) {
                Folders.delete(folder);
                Files.createDirectories(folder);
                KernelFiles files = source.files(folder);
                new KernelPreparation(files, folder, jobs, progress).run();
                Folders.delete(folder.resolve("packages"));
                Folders.delete(folder.resolve("unpacked"));
            }
            lock.release();
        }
        return PreparedKernel.read(folder);
    }

    private static Optional<PreparedKernel> followed(Path pointer) throws IOException {
        if (!Files.isRegularFile(pointer)) {
            return Optional.empty();
        }
        Path folder = pointer.resolveSibling(Files.readString(pointer).strip());
        return PreparedKernel.isComplete(folder) ? Optional.of(PreparedKernel.read(folder)) : Optional.empty();
    }

    private static void point(Path pointer, PreparedKernel kernel) throws IOException {
        Path written = Files.writeString(
                pointer.resolveSibling(pointer.getFileName() + ".new"),
                String.valueOf(kernel.folder().getFileName()),
                StandardCharsets.UTF_8);
        Files.move(written, pointer, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path kernels() {
        return root.resolve("kernels");
    }
}
