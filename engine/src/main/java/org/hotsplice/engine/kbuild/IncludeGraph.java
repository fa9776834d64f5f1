/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.update.RefusedException;

/**
 * Which files of a kernel tree include which, by the names in their {@code #include} lines. A name that is not of a
 * file beside may fit several; all count, so an answer holds every file that really includes another, and perhaps some
 * that do not.
 */
public final class IncludeGraph {
    private static final String ALL = "include-lines";
    private static final String OF_SOURCES = "include-lines-of-sources";

    /** What the compiler is given for every unit, without an include line (LINUXINCLUDE and c_flags of 6.1). */
    private static final Set<String> EVERYWHERE =
            Set.of("include/linux/compiler_types.h", "include/linux/kconfig.h", "include/linux/compiler-version.h");

    private final Map<String, List<Include>> byBaseName = new HashMap<>();
    private final Map<String, List<String>> includes;

    /** One {@code #include} line. */
    private record Include(String from, String named) {
        /** {@return whether that path can be what the line means} */
        boolean fits(String path) {
            if (named.startsWith(IncludeScan.EXACTLY)) {
                return path.equals(named.substring(IncludeScan.EXACTLY.length()));
            }
            String tail = named;
            while (tail.startsWith("../") || tail.startsWith("./")) {
                tail = tail.substring(tail.indexOf('/') + 1);
            }
            return path.equals(tail) || path.endsWith("/" + tail);
        }
    }

    IncludeGraph(Map<String, List<String>> includes) {
        this.includes = includes;
        includes.forEach((from, names) -> names.forEach(named -> byBaseName
                .computeIfAbsent(baseName(named), none -> new ArrayList<>())
                .add(new Include(from, named))));
    }

    /**
     * {@return the graph of that kernel's tree, made if it is not there yet}
     *
     * @param sourcesOnly whether only includes of {@code .c} and {@code .S} files matter; much quicker to read
     */
    public static IncludeGraph of(PreparedKernel kernel, boolean sourcesOnly, int jobs, Progress progress)
            throws IOException, RefusedException {
        Path file = kernel.folder().resolve(sourcesOnly ? OF_SOURCES : ALL);
        if (Files.notExists(file)) {
            progress.step("reading which file includes which");
            Map<String, List<String>> includes = new IncludeScan(kernel.tree(), jobs).run();
            write(kernel.folder(), ALL, includes, false);
            write(kernel.folder(), OF_SOURCES, includes, true);
        }
        return new IncludeGraph(read(file));
    }

    private static void write(Path folder, String name, Map<String, List<String>> includes, boolean sourcesOnly)
            throws IOException {
        StringBuilder text = new StringBuilder();
        includes.forEach((from, names) -> {
            List<String> kept = names.stream()
                    .filter(named -> !sourcesOnly || named.endsWith(".c") || named.endsWith(".S"))
                    .toList();
            if (!kept.isEmpty()) {
                text.append(from).append('\t').append(String.join("\t", kept)).append('\n');
            }
        });
        Path written = Files.createTempFile(folder, name, ".new");
        Files.writeString(written, text, StandardCharsets.UTF_8);
        Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, List<String>> read(Path file) throws IOException {
        Map<String, List<String>> includes = new java.util.TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            List<String> fields = List.of(line.split("\t", -1));
            includes.put(fields.get(0), fields.subList(1, fields.size()));
        }
        return includes;
    }

    /** {@return every file that includes that one, directly or through others, without itself} */
    public Set<String> includers(String path) {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(path));
        while (!open.isEmpty()) {
            String included = open.pop();
            for (Include include : byBaseName.getOrDefault(baseName(included), List.of())) {
                if (include.fits(included) && found.add(include.from())) {
                    open.push(include.from());
                }
            }
        }
        found.remove(path);
        return found;
    }

    /**
     * {@return those of the files that one of the sources includes, directly or through others}
     *
     * @param sources paths
     * @param files all paths that an include line can mean
     */
    Set<String> included(Collection<String> sources, Collection<String> files) {
        Map<String, List<String>> filesByName = new HashMap<>();
        for (String file : files) {
            filesByName
                    .computeIfAbsent(baseName(file), none -> new ArrayList<>())
                    .add(file);
        }
        Set<String> found = new HashSet<>(EVERYWHERE);
        Deque<String> open = new ArrayDeque<>(sources);
        open.addAll(EVERYWHERE);
        Set<String> followed = new HashSet<>();
        while (!open.isEmpty()) {
            String from = open.pop();
            for (String named : includes.getOrDefault(from, List.of())) {
                if (!followed.add(named)) {
                    continue;
                }
                for (String file : filesByName.getOrDefault(baseName(named), List.of())) {
                    if (new Include(from, named).fits(file) && found.add(file)) {
                        open.push(file);
                    }
                }
            }
        }
        return found;
    }

    /** {@return whether one of those files is given to the compiler for every unit, without an include line} */
    public static boolean reachesEveryUnit(Set<String> paths) {
        return !Collections.disjoint(paths, EVERYWHERE);
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
