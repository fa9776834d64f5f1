/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program of the host to be run: by its arguments, never through a shell; with a limit on its time; with its output
 * in a file, so that a log is kept and no pipe can fill up.
 */
public final class Command {
    private final List<String> arguments;
    private final Map<String, String> environment = new TreeMap<>();
    private Duration limit = Duration.ofMinutes(10);
    private @Nullable Path log;
    private @Nullable Path input;
    private @Nullable Path folder;

    private Command(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    public static Command of(String... arguments) {
        return new Command(List.of(arguments));
    }

    public static Command of(List<String> arguments) {
        return new Command(arguments);
    }

    /** Ends the program and its children once this time is over. */
    public Command limit(Duration newLimit) {
        limit = newLimit;
        return this;
    }

    /** Keeps the output in this file. */
    public Command log(Path file) {
        log = file;
        return this;
    }

    /** Gives the program this file as its standard input; it is empty otherwise. */
    public Command input(Path file) {
        input = file;
        return this;
    }

    /** Runs the program in this folder. */
    public Command in(Path newFolder) {
        folder = newFolder;
        return this;
    }

    public Command environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** {@return the command as a person would type it} */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }

    /** Runs the program and waits for its end, whatever its exit status. */
    public CommandResult run() throws IOException, InterruptedException {
        Path output = log != null ? log : Files.createTempFile("hotsplice-command", ".log");
        try {
            Process process = start(output);
            int status;
            try {
                status = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                        ? process.exitValue()
                        : CommandResult.TIMED_OUT;
            } finally {
                end(process);
            }
            return new CommandResult(status, Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            if (log == null) {
                Files.deleteIfExists(output);
            }
        }
    }

    /** Runs the program; any exit status but 0 is an error that shows the command and the end of its output. */
    public String mustRun() throws IOException, InterruptedException {
        CommandResult result = run();
        if (!result.ok()) {
            String where = log == null ? "" : "\nthe whole log: " + log;
            throw new IOException(
                    "'" + this + "' ended with status " + result.status() + ":\n" + result.tail(25) + where);
        }
        return result.output();
    }

    /** Starts the program, with its output to the file; the caller has to end it. */
    Process start(Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        builder.redirectInput(
                input != null ? input.toFile() : Path.of("/dev/null").toFile());
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
