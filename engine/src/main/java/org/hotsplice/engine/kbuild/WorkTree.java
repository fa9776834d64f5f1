/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.patch.FileChange;
import org.hotsplice.engine.patch.PatchTool;
import org.hotsplice.engine.patch.UnifiedDiff;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;

/**
 * A second tree of a prepared kernel, made of hard links, in which the patched sources are compiled. It is kept and
 * used again: before a file in it changes, its path is written down, and closing it, or else its next user, puts the
 * prepared kernel's file back. A file is unlinked before it changes, so the prepared kernel never changes with it.
 */
public final class WorkTree implements AutoCloseable {
    private static final int MOST = 64;

    /**
     * Trees in use by this process. Its own lock files must not even be opened: closing one of several descriptors of a
     * file ends all locks that the process has on it (fcntl(2)).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path pristine;
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private WorkTree(Path pristine, Path folder, FileChannel channel, FileLock lock) {
        this.pristine = pristine;
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /** {@return a tree of that kernel that nobody else uses, equal to the prepared one} */
    public static WorkTree acquire(PreparedKernel kernel, ProcessRunner runner) throws IOException {
        for (int number = 0; number < MOST; number++) {
            Path folder =
                    Files.createDirectories(kernel.folder().resolve("work").resolve(String.valueOf(number)));
            if (!HELD.add(folder)) {
                continue;
            }
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                HELD.remove(folder);
                continue;
            }
            WorkTree tree = new WorkTree(kernel.tree(), folder, channel, lock);
            try {
                tree.makeEqual(runner);
            } catch (IOException failed) {
                tree.release();
                throw failed;
            }
            return tree;
        }
        throw new IOException("all " + MOST + " work trees of " + kernel.folder() + " are in use");
    }

    private void release() throws IOException {
        lock.release();
        channel.close();
        HELD.remove(folder);
    }

    /** {@return the top of the tree} */
    public Path tree() {
        return folder.resolve("tree");
    }

    private Path changed() {
        return folder.resolve("changed");
    }

    private void makeEqual(ProcessRunner runner) throws IOException {
        if (Files.isDirectory(tree())) {
            restore();
            return;
        }
        Path unfinished = folder.resolve("tree.new");
        run(runner, Command.in(folder, "rm", "-rf", unfinished.toString()));
        run(runner, Command.in(folder, "cp", "-al", pristine.toString(), unfinished.toString()));
        Files.move(unfinished, tree(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(ProcessRunner runner, Command command) throws IOException {
        Finished finished = runner.run(command);
        if (!finished.succeeded()) {
            throw new IOException(command.forShell() + ": " + finished.firstError());
        }
    }

    /** Applies a diff to the tree. {@return remarks for a person} */
    public List<String> apply(UnifiedDiff diff, PatchTool tool, Path scratch) throws IOException, RefusedException {
        for (FileChange change : diff.changes()) {
            willChange(change.oldPath());
            willChange(change.newPath());
        }
        return tool.apply(diff, tree(), scratch);
    }

    /** Makes a path of the tree safe to write: from now on it is no link to the prepared kernel's file. */
    void willChange(String path) throws IOException {
        Files.writeString(
                changed(), path + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Path here = tree().resolve(path);
        if (Files.isRegularFile(here)) {
            Path copy = here.resolveSibling(here.getFileName() + ".unlinked");
            Files.copy(here, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, here, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Adds files that kbuild has generated in the prepared tree since this one was made. */
    void link(List<String> paths) throws IOException {
        for (String path : paths) {
            Path here = tree().resolve(path).normalize();
            Path there = pristine.resolve(path).normalize();
            if (here.startsWith(tree()) && Files.notExists(here) && Files.isRegularFile(there)) {
                Files.createDirectories(here.getParent());
                Files.createLink(here, there);
            }
        }
    }

    private void restore() throws IOException {
        if (!Files.isRegularFile(changed())) {
            return;
        }
        Set<String> paths = new LinkedHashSet<>(Files.readAllLines(changed(), StandardCharsets.UTF_8));
        for (String path : paths) {
            Path here = tree().resolve(path);
            Path there = pristine.resolve(path);
            Files.deleteIfExists(here);
            for (String suffix : List.of(".unlinked", ".orig", ".rej")) {
                Files.deleteIfExists(here.resolveSibling(here.getFileName() + suffix));
            }
            if (Files.isRegularFile(there)) {
                Files.createDirectories(here.getParent());
                Files.createLink(here, there);
            }
        }
        Files.delete(changed());
    }

    @Override
    public void close() throws IOException {
        try {
            restore();
        } finally {
            release();
        }
    }
}
