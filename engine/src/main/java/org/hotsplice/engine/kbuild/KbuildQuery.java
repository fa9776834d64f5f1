/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.kernel.BuildEnvironment;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** Runs the makefile of one folder, as kbuild does, to ask what is built there or to build some of it. */
final class KbuildQuery {
    private static final Pattern DAMAGED_COMMAND = Pattern.compile("(\\S*/\\.[^/\\s]+\\.cmd):\\d+: \\*\\*\\* .*");
    private static final int MOST_ATTEMPTS = 40;

    /** Nobody takes that long to write one line. */
    private static final Duration WRITING = Duration.ofSeconds(3);

    private final Path tree;
    private final ProcessRunner runner;

    KbuildQuery(Path tree, ProcessRunner runner) {
        this.tree = tree;
        this.runner = runner;
    }

    /** {@return what kbuild says of a folder that it reaches with that environment} */
    KbuildFolder ask(KbuildFolder.Descent descent, BuildEnvironment environment) throws IOException, RefusedException {
        Path scratch = Files.createTempDirectory("hotsplice-query");
        Path makefile = scratch.resolve("query.mk");
        Path output = scratch.resolve("environment");
        try {
            try (InputStream resource = KbuildQuery.class.getResourceAsStream("query.mk")) {
                if (resource == null) {
                    throw new IllegalStateException("query.mk is not in the program");
                }
                Files.copy(resource, makefile, StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> arguments = arguments(descent);
            arguments.addAll(List.of("-f", makefile.toString(), "OUTPUT=" + output, "hotsplice-query"));
            Finished finished = runner.run(inTree(arguments, environment));
            if (!finished.succeeded()) {
                throw new RefusedException(Issue.of(
                        EngineIssue.PREPARE_FAILED,
                        runner.log().toString(),
                        "make in " + descent.path(),
                        finished.firstError()));
            }
            BuildEnvironment below = BuildEnvironment.read(output).withoutInherited(System.getenv());
            return KbuildFolder.parse(descent.path(), finished.lines(), below);
        } finally {
            Files.deleteIfExists(makefile);
            Files.deleteIfExists(output);
            Files.deleteIfExists(scratch);
        }
    }

    /** Builds some targets of a folder that kbuild reaches with that environment. {@return how make ended} */
    Finished build(KbuildFolder.Descent descent, BuildEnvironment environment, List<String> targets)
            throws IOException {
        List<String> arguments = arguments(descent);
        arguments.add("CONFIG_SHELL=sh");
        arguments.addAll(targets);
        return mended(inTree(arguments, environment));
    }

    /** {@return what make would run to build all of those targets anew, printed and not run} */
    Finished dryRun(KbuildFolder.Descent descent, BuildEnvironment environment, List<String> targets)
            throws IOException {
        List<String> arguments = arguments(descent);
        arguments.addAll(List.of("-n", "-B", "CONFIG_SHELL=sh"));
        arguments.addAll(targets);
        return mended(inTree(arguments, environment));
    }

    /**
     * Runs make again where it stumbles over half of a saved command: kbuild writes these files in place and reads
     * those of all targets, so another make may be about to end one, or may have been killed in the middle of it.
     */
    private Finished mended(Command command) throws IOException {
        Finished finished = runner.run(command);
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !finished.succeeded(); attempt++) {
            Optional<Path> damaged = damagedCommand(finished);
            if (damaged.isEmpty()) {
                return finished;
            }
            if (isAbandoned(damaged.get())) {
                Files.deleteIfExists(damaged.get());
            }
            finished = runner.run(command);
        }
        return finished;
    }

    private Optional<Path> damagedCommand(Finished finished) {
        return finished.lines().stream()
                .map(DAMAGED_COMMAND::matcher)
                .filter(Matcher::matches)
                .map(matcher -> tree.resolve(matcher.group(1)).normalize())
                .filter(file -> file.startsWith(tree))
                .findFirst();
    }

    private static boolean isAbandoned(Path file) throws IOException {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return written.plus(WRITING).isBefore(Instant.now());
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private Command inTree(List<String> arguments, BuildEnvironment environment) {
        return new Command(
                arguments,
                tree,
                environment.variables(),
                Command.in(tree, "make").limit());
    }

    private static List<String> arguments(KbuildFolder.Descent descent) {
        List<String> arguments = new ArrayList<>(List.of("make", "-rR", "--no-print-directory"));
        arguments.addAll(List.of("-f", "scripts/Makefile.build", "obj=" + descent.path()));
        if (descent.builtin()) {
            arguments.add("need-builtin=1");
        }
        if (descent.modules()) {
            arguments.add("need-modorder=1");
        }
        return arguments;
    }
}
