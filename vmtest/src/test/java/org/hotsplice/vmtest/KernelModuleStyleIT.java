/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotsplice.vmtest.demo.DebianSource;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel's own tools say of the core's source. */
@Tag("wide")
class KernelModuleStyleIT {
    private static final Path KMOD = Checkout.root().resolve("kmod").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"6.1", "6.12"})
    void compilerAndSparse_warnOfNothing(String series) throws Exception {
        assumeTrue(Command.of("sh", "-c", "command -v sparse").run().ok(), "sparse is not installed");
        Optional<GuestKernel> kernel = GuestKernel.PREFERRED.startsWith(series + ".")
                ? Optional.of(GuestKernel.resolve())
                : GuestKernel.ofSeries(series);
        assumeTrue(kernel.isPresent(), "the archive has no kernel of " + series);
        Path build = Path.of("target", "kmod-style-" + series).toAbsolutePath();
        Trees.delete(build);
        Files.createDirectories(build);
        for (String part : List.of("Kbuild", "Makefile", "src", "include")) {
            Command.of("cp", "-r", KMOD.resolve(part).toString(), build.toString())
                    .mustRun();
        }
        String made = Command.of(
                        "make",
                        "-C",
                        KernelHeaders.obtain(kernel.get()).folder().toString(),
                        "M=" + build,
                        "W=1",
                        "C=2",
                        "modules")
                .limit(Duration.ofMinutes(10))
                .mustRun();
        assertTrue(made.contains("CHECK"), "sparse was not run:\n" + made);
        assertEquals(
                List.of(),
                made.lines().filter(line -> line.contains("warning:")).toList());
    }

    @Test
    void checkpatch_findsNothing() throws Exception {
        DebianSource source = DebianSource.of(
                GuestKernel.resolve(),
                List.of("scripts/checkpatch.pl", "scripts/spelling.txt", "scripts/const_structs.checkpatch"));
        CommandResult style = Command.of("make", "-s", "-C", KMOD.toString(), "style", "KSRC=" + source.folder())
                .run();
        assertTrue(style.ok(), () -> style.tail(40));
        assertEquals("", style.output().strip());
    }

    @Test
    void kernelDoc_isComplete() throws Exception {
        Path program = KernelHeaders.obtain(GuestKernel.resolve())
                .folder()
                .resolve("scripts/kernel-doc")
                .toRealPath();
        var arguments = new ArrayList<String>(List.of("perl", program.toString(), "-Werror", "-none"));
        try (Stream<Path> files = Files.walk(KMOD)) {
            files.filter(file -> !KMOD.relativize(file).startsWith("test"))
                    .filter(file -> file.toString().matches(".*\\.[ch]"))
                    .map(Path::toString)
                    .sorted()
                    .forEach(arguments::add);
        }
        assertTrue(arguments.size() > 40, "the core's source is not there");
        CommandResult result = Command.of(arguments).run();
        assertTrue(result.ok(), () -> result.tail(40));
        assertEquals("", result.output().strip());
    }
}
