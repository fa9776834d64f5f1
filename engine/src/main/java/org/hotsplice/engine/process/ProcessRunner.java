/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs programs of one stage. Command lines and output go to the stage's log, so that a failure can be looked at and
 * repeated by hand. Safe for use by several threads.
 */
public final class ProcessRunner {
    /** Output beyond this is kept in the log only. */
    private static final int OUTPUT_KEPT = 8 << 20;

    private final Path log;

    /** A runner that appends to this log. */
    public ProcessRunner(Path log) {
        this.log = log;
    }

    /** {@return the log that this runner appends to} */
    public Path log() {
        return log;
    }

    /**
     * Runs a program to its end.
     *
     * @return how it ended, whatever its exit status
     * @throws IOException if it cannot be started, or takes longer than its limit
     */
    public Finished run(Command command) throws IOException {
        Process process = prepare(command).redirectErrorStream(true).start();
        AtomicBoolean late = new AtomicBoolean();
        Thread watch = watch(process, command, late);
        try {
            String output = new String(readKept(process.getInputStream()), StandardCharsets.UTF_8).stripTrailing();
            int status = process.waitFor();
            append(command, status, output);
            if (late.get()) {
                throw new IOException("took longer than " + command.limit().toSeconds() + " s: " + command.forShell());
            }
            return new Finished(command, status, output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + command.forShell(), interrupted);
        } finally {
            watch.interrupt();
            destroy(process);
        }
    }

    /**
     * Runs a program to its end, with its standard output into a file, byte for byte.
     *
     * @return how it ended; its output is what it wrote to standard error
     */
    public Finished run(Command command, Path output) throws IOException {
        Process process = prepare(command).redirectOutput(output.toFile()).start();
        Thread watch = watch(process, command, new AtomicBoolean());
        try {
            String errors = new String(readKept(process.getErrorStream()), StandardCharsets.UTF_8).stripTrailing();
            int status = process.waitFor();
            append(command, status, errors);
            return new Finished(command, status, errors);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + command.forShell(), interrupted);
        } finally {
            watch.interrupt();
            destroy(process);
        }
    }

    /**
     * Runs a program and takes what it writes to its standard output, each byte as one character. It is not logged.
     *
     * @param command the program
     * @param most so many bytes at most
     * @return its output, or nothing if it failed or wrote more
     */
    public Optional<String> text(Command command, int most) throws IOException {
        Process process =
                prepare(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread watch = watch(process, command, new AtomicBoolean());
        try {
            byte[] output = process.getInputStream().readNBytes(most);
            boolean whole = process.getInputStream().read() < 0;
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            boolean ended = process.waitFor() == 0;
            return whole && ended ? Optional.of(new String(output, StandardCharsets.ISO_8859_1)) : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + command.forShell(), interrupted);
        } finally {
            watch.interrupt();
            destroy(process);
        }
    }

    /** What every program gets: no input, the command's folder and environment, and messages in one form. */
    private static ProcessBuilder prepare(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .directory(command.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // A make that runs this program must not reach into the makes that it runs.
        builder.environment().keySet().removeAll(Set.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"));
        builder.environment().putAll(command.environment());
        // Compilers translate their messages and sort by locale; logs and parsers want one form.
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static Thread watch(Process process, Command command, AtomicBoolean late) {
        Thread watch = new Thread(
                () -> {
                    try {
                        TimeUnit.NANOSECONDS.sleep(command.limit().toNanos());
                        late.set(true);
                        destroy(process);
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "waiting");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static byte[] readKept(InputStream input) throws IOException {
        byte[] kept = input.readNBytes(OUTPUT_KEPT);
        input.transferTo(OutputStream.nullOutputStream());
        return kept;
    }

    private synchronized void append(Command command, int status, String output) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        // The environment is long and matters only to whoever repeats a failure.
        String shown = status == 0 ? command.withoutEnvironment().forShell() : command.forShell();
        String entry = "$ " + shown + "\n" + output + (output.isEmpty() ? "" : "\n")
                + (status == 0 ? "" : "[exit status " + status + "]\n");
        Files.writeString(log, entry, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
