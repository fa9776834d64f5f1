/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * The compiler that built a kernel, found here.
 *
 * @param compiler the program's name, for {@code make CC=}
 * @param version the first line of its {@code --version}
 */
public record Toolchain(String compiler, String version) {
    private static final Pattern DEBIAN_COMPILER = Pattern.compile("(?:.*-)?(gcc-\\d+) \\(Debian ([^)]+)\\) .*");

    /** Programs that preparing and building take, with the Debian package of each. */
    private static final Map<String, String> PROGRAMS = programs();

    /** Headers that the kernel's own build programs take. */
    private static final Map<String, String> HEADERS =
            Map.of("libelf.h", "libelf-dev", "openssl/opensslv.h", "libssl-dev");

    private static Map<String, String> programs() {
        Map<String, String> programs = new LinkedHashMap<>();
        programs.put("make", "make");
        programs.put("gcc", "gcc");
        programs.put("ld", "binutils");
        programs.put("flex", "flex");
        programs.put("bison", "bison");
        programs.put("bc", "bc");
        programs.put("perl", "perl");
        programs.put("patch", "patch");
        programs.put("tar", "tar");
        programs.put("xz", "xz-utils");
        return programs;
    }

    /**
     * Finds what building this kernel takes.
     *
     * @throws RefusedException if the compiler is another one, or tools are missing; all that are missing are named
     */
    public static Toolchain require(KernelConfig config, ProcessRunner runner) throws IOException, RefusedException {
        String built = config.text("CC_VERSION_TEXT").orElse("");
        String named = built.replaceFirst(" .*", "");
        Matcher debian = DEBIAN_COMPILER.matcher(built);
        String wanted = debian.matches() ? debian.group(1) + "=" + debian.group(2) : named;

        TreeSet<String> missing = new TreeSet<>();
        Optional<String> compiler = candidates(named).stream()
                .filter(program -> find(program).isPresent())
                .findFirst();
        PROGRAMS.forEach((program, from) -> {
            if (find(program).isEmpty()) {
                missing.add(from);
            }
        });
        if (config.isOn("DEBUG_INFO_BTF") && find("pahole").isEmpty()) {
            missing.add("dwarves");
        }
        if (compiler.isEmpty()) {
            missing.add(wanted);
        } else {
            missing.addAll(missingHeaders(compiler.get(), runner));
        }
        if (compiler.isEmpty() || !missing.isEmpty()) {
            throw new RefusedException(Issue.of(EngineIssue.TOOLS_MISSING, "toolchain", String.join(" ", missing)));
        }
        String here = runner.run(Command.in(Path.of("/"), compiler.get(), "--version"))
                .lines()
                .get(0);
        if (!withoutName(here).equals(withoutName(built))) {
            throw new RefusedException(Issue.of(EngineIssue.TOOLCHAIN_MISMATCH, "toolchain", built, here, wanted));
        }
        return new Toolchain(compiler.get(), here);
    }

    /** The configuration may name the compiler with its target, which the plain package does not always offer. */
    private static List<String> candidates(String named) {
        List<String> names = new ArrayList<>();
        names.add(named);
        int bare = named.indexOf("gcc");
        if (bare > 0) {
            names.add(named.substring(bare));
        }
        return names;
    }

    private static String withoutName(String version) {
        return version.replaceFirst("^\\S+ ", "");
    }

    private static List<String> missingHeaders(String compiler, ProcessRunner runner) throws IOException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            Finished tried = runner.run(Command.in(
                    Path.of("/"),
                    compiler,
                    "-E",
                    "-x",
                    "c",
                    "-include",
                    header.getKey(),
                    "-o",
                    "/dev/null",
                    "/dev/null"));
            if (!tried.succeeded()) {
                missing.add(header.getValue());
            }
        }
        return missing;
    }

    private static Optional<Path> find(String program) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        for (String folder :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
