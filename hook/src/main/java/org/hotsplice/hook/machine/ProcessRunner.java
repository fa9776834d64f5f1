/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hotsplice.update.RefusedException;

/** Runs another program: an argument list, a time limit, and its output. */
public final class ProcessRunner {
    private static final int OUTPUT_LIMIT = 64 << 10;

    /**
     * What became of it.
     *
     * @param status its exit status
     * @param output the start of what it wrote, both streams
     */
    public record Result(int status, String output) {}

    private ProcessRunner() {}

    /** {@return what became of the program, which gets this text as its input} */
    public static Result run(Duration limit, String input, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            Thread watch = new Thread(() -> stopAfter(process, limit), "limit of " + command.get(0));
            watch.setDaemon(true);
            watch.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The program need not read its input; its exit status tells how it went.
            }
            String output;
            try (InputStream stdout = process.getInputStream()) {
                output = new String(stdout.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8);
                stdout.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return new Result(process.waitFor(), output.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A program was run and did not like what it was given. */
    public static final class FailedException extends IOException {
        private static final long serialVersionUID = 1L;

        private FailedException(String message) {
            super(message);
        }
    }

    /** Takes what a program writes. */
    public interface Reader<T> {
        T read(InputStream output) throws IOException, RefusedException;
    }

    /**
     * {@return what the reader made of the program's output}
     *
     * @throws FailedException if the program fails, whatever the reader made of it
     * @throws IOException if it cannot be run
     */
    public static <T> T read(List<String> command, Reader<T> reader) throws IOException, RefusedException {
        return read(command, Path.of("/dev/null"), reader);
    }

    /** {@return the same, with a file as the program's input} */
    public static <T> T read(List<String> command, Path input, Reader<T> reader) throws IOException, RefusedException {
        Process process = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            T result;
            try (InputStream stdout = process.getInputStream()) {
                result = reader.read(stdout);
                stdout.transferTo(java.io.OutputStream.nullOutputStream());
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new FailedException(String.join(" ", command) + " ended with status " + status);
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void stopAfter(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
