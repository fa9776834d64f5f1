/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotsplice.vmtest.CacheRoot;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.KernelHeaders;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All packages of this project, judged by the distributions' own programs; no guest is needed. */
@Tag("wide")
class ClientPackagesIT {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final String RPMLINT_IS_CONTENT = "4 packages and 0 specfiles checked; 0 errors, 0 warnings";

    @Test
    void debs_areCleanForLintian_andTheSameAgain() throws Exception {
        require("lintian");
        List<Path> packages = build("packaging-deb", "debs");
        assertEquals(4, packages.size(), packages.toString());
        CommandResult judged =
                judge(packages, "lintian", "--allow-root", "--tag-display-limit", "0", "--fail-on", "error,warning");
        assertEquals(0, judged.status(), judged::output);
        Map<String, String> first = digests(packages);
        assertEquals(first, digests(build("packaging-deb", "debs-again")));
    }

    @Test
    void rpms_areCleanForRpmlint_andTheSameAgain() throws Exception {
        require("rpmbuild");
        require("rpmlint");
        List<Path> packages = build("packaging-rpm", "rpms");
        assertEquals(4, packages.size(), packages.toString());
        String settings = Checkout.root()
                .toAbsolutePath()
                .resolve("packaging-rpm/rpmlint.toml")
                .toString();
        CommandResult judged = judge(packages, "rpmlint", "-c", settings);
        // Warnings do not change its status.
        assertTrue(judged.ok() && judged.output().contains(RPMLINT_IS_CONTENT), judged::output);
        Map<String, String> first = digests(packages);
        assertEquals(first, digests(build("packaging-rpm", "rpms-again")));
    }

    private static void require(String program) throws Exception {
        assumeTrue(
                Command.of("sh", "-c", "command -v " + program).run().ok(),
                "skipped: '" + program + "' is not installed");
    }

    private static List<Path> build(String with, String where) throws Exception {
        GuestKernel kernel = GuestKernel.resolve();
        Path output = Path.of("target", "client-packages", where).toAbsolutePath();
        Trees.delete(output);
        Command.of(
                        Checkout.root()
                                .toAbsolutePath()
                                .resolve(with)
                                .resolve("build")
                                .toString(),
                        "--output",
                        output.toString(),
                        "--kernel",
                        kernel.release(),
                        "--headers",
                        KernelHeaders.obtain(kernel).folder().toString())
                .limit(LIMIT)
                .mustRun();
        try (Stream<Path> files = Files.list(output)) {
            return files.sorted().toList();
        }
    }

    private static CommandResult judge(List<Path> packages, String... judge) throws Exception {
        var words = new ArrayList<String>(List.of(judge));
        packages.forEach(file -> words.add(file.toString()));
        return Command.of(words).limit(LIMIT).run();
    }

    private static Map<String, String> digests(List<Path> packages) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        for (Path file : packages) {
            digests.put(String.valueOf(file.getFileName()), CacheRoot.digest(file));
        }
        return digests;
    }
}
