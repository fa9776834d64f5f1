/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs another program: arguments as a list, input as bytes, and an end in any case. */
public final class Subprocess {
    private final List<String> command;
    private final Duration timeout;
    private Map<String, String> environment = Map.of();

    /** @param timeout after which it is killed */
    public Subprocess(List<String> command, Duration timeout) {
        this.command = List.copyOf(command);
        this.timeout = timeout;
    }

    /** {@return this, with more variables in the program's environment} */
    public Subprocess with(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** What came of it. */
    public static final class Outcome {
        private final int status;
        private final byte[] output;
        private final String errors;

        Outcome(int status, byte[] output, String errors) {
            this.status = status;
            this.output = output;
            this.errors = errors;
        }

        /** {@return the exit status} */
        public int status() {
            return status;
        }

        /** {@return what it wrote to its standard output} */
        public byte[] output() {
            return output.clone();
        }

        /** {@return the same as text} */
        public String text() {
            return new String(output, StandardCharsets.UTF_8);
        }

        /** {@return what it wrote to its standard error output} */
        public String errors() {
            return errors;
        }
    }

    /** There is no such program, or it may not be run. */
    public static final class NotStartedException extends IOException {
        private static final long serialVersionUID = 1;

        NotStartedException(String program, IOException cause) {
            super("cannot run '" + program + "': " + cause.getMessage(), cause);
        }
    }

    /** {@return what came of running it without input} */
    public Outcome run() throws IOException {
        return run(new byte[0]);
    }

    /** {@return what came of running it with this input} */
    public Outcome run(byte[] input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new NotStartedException(command.get(0), e);
        }
        CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> drain(process.getInputStream()));
        CompletableFuture<byte[]> errors = CompletableFuture.supplyAsync(() -> drain(process.getErrorStream()));
        CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(process, input));
        try {
            if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(
                        "'" + String.join(" ", command) + "' did not end within " + timeout.toSeconds() + " s");
            }
            fed.join();
            return new Outcome(process.exitValue(), output.join(), new String(errors.join(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while '" + String.join(" ", command) + "' ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] drain(java.io.InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // The program may end without reading its input; its status then tells why.
            return;
        }
    }
}
