/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.hotsplice.engine.ctext.Declaration;
import org.hotsplice.engine.ctext.Declarations;
import org.hotsplice.engine.ctext.NameFinder;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.update.RefusedException;

/**
 * Which units can notice what changed in headers. A header of the core is included by thousands of units, of which a
 * few use what changed in it. A unit can notice only if its own text has a name that changed, or the name of something
 * in a header that has such a name, and so on. Headers that none of the units includes do not count. What cannot be
 * told counts as noticed.
 */
final class HeaderReach {
    private static final int FILES_AT_ONCE = 512;
    private static final int MOST_NAMES = 4000;
    private static final int MOST_ROUNDS = 12;

    private final Path tree;
    private final IncludeGraph graph;
    private final int jobs;
    private final Set<String> names = new TreeSet<>();

    /** Files all of whose includers can notice. */
    private final Set<String> opaque = ConcurrentHashMap.newKeySet();

    HeaderReach(Path tree, IncludeGraph graph, int jobs) {
        this.tree = tree;
        this.graph = graph;
        this.jobs = jobs;
    }

    /**
     * {@return those of the units that can notice}
     *
     * @param headers the changed files that others include
     * @param patched the tree with the change
     * @param units units that include the headers
     * @param sources the source of each of these units, in the same order
     */
    List<Unit> noticing(List<String> headers, Path patched, List<Unit> units, List<String> sources)
            throws IOException, RefusedException {
        boolean prototypes = false;
        for (String header : headers) {
            if (!isHeader(Path.of(header))) {
                // A source that other sources include makes code in each of them.
                opaque.add(header);
                continue;
            }
            Declarations.Difference difference =
                    Declarations.difference(text(tree.resolve(header)), text(patched.resolve(header)));
            names.addAll(difference.names());
            // What is called is code all the same, but types and macros shape whoever declares something by them.
            prototypes |= difference.changed().stream()
                    .anyMatch(declaration -> declaration.kind() == Declaration.Kind.MACRO
                            || declaration.kind() == Declaration.Kind.TYPE);
            if (difference.opaque()) {
                opaque.add(header);
            }
        }
        List<Path> all = new IncludeScan(tree, jobs).files();
        Set<String> met = graph.included(
                sources,
                all.stream().map(file -> tree.relativize(file).toString()).toList());
        List<Path> included = all.stream()
                .filter(file ->
                        isHeader(file) && met.contains(tree.relativize(file).toString()))
                .toList();
        List<Path> compiled = all.stream().filter(file -> !isHeader(file)).toList();
        if (!spread(included, prototypes)) {
            return units;
        }
        Set<String> noticing = new HashSet<>();
        for (String hit : hits(compiled, new NameFinder(names))) {
            noticing.add(hit);
            noticing.addAll(graph.includers(hit));
        }
        opaque.forEach(header -> noticing.addAll(graph.includers(header)));
        List<Unit> result = new ArrayList<>();
        for (int index = 0; index < units.size(); index++) {
            if (noticing.contains(sources.get(index))) {
                result.add(units.get(index));
            }
        }
        return result;
    }

    private static boolean isHeader(Path file) {
        return file.toString().endsWith(".h") || file.toString().endsWith(".inc");
    }

    /** Adds the names of what in headers has one of the names. {@return false if that finds no end} */
    private boolean spread(List<Path> headers, boolean prototypes) throws IOException, RefusedException {
        Set<String> fresh = new TreeSet<>(names);
        for (int round = 0; !fresh.isEmpty(); round++) {
            if (names.size() > MOST_NAMES || round >= MOST_ROUNDS) {
                return false;
            }
            NameFinder finder = new NameFinder(fresh);
            Set<String> wanted = Set.copyOf(fresh);
            List<Callable<Set<String>>> tasks = new ArrayList<>();
            for (int from = 0; from < headers.size(); from += FILES_AT_ONCE) {
                List<Path> some = headers.subList(from, Math.min(headers.size(), from + FILES_AT_ONCE));
                tasks.add(() -> namesUsing(some, finder, wanted, prototypes));
            }
            fresh = new TreeSet<>();
            for (Set<String> found : Workers.all(tasks, jobs)) {
                fresh.addAll(found);
            }
            fresh.removeAll(names);
            names.addAll(fresh);
        }
        return true;
    }

    private Set<String> namesUsing(List<Path> headers, NameFinder finder, Set<String> wanted, boolean prototypes)
            throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path header : headers) {
            String text = text(header);
            if (!finder.isIn(text)) {
                continue;
            }
            for (Declaration declaration : Declarations.of(text)) {
                if (!uses(declaration, finder, wanted)) {
                    continue;
                }
                switch (declaration.kind()) {
                    case OPAQUE -> opaque.add(tree.relativize(header).toString());
                    case PROTOTYPE -> found.addAll(prototypes ? declaration.names() : Set.of());
                    case MACRO, FUNCTION, TYPE -> found.addAll(declaration.names());
                }
            }
        }
        return found;
    }

    private static boolean uses(Declaration declaration, NameFinder finder, Set<String> wanted) {
        return declaration.tokens().stream().anyMatch(wanted::contains)
                || (declaration.tokens().contains("#") && finder.isIn(String.join("", declaration.tokens())));
    }

    private Set<String> hits(List<Path> files, NameFinder finder) throws IOException, RefusedException {
        List<Callable<Set<String>>> tasks = new ArrayList<>();
        for (int from = 0; from < files.size(); from += FILES_AT_ONCE) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + FILES_AT_ONCE));
            tasks.add(() -> {
                Set<String> hits = new TreeSet<>();
                for (Path file : some) {
                    if (finder.isIn(text(file))) {
                        hits.add(tree.relativize(file).toString());
                    }
                }
                return hits;
            });
        }
        Set<String> all = new TreeSet<>();
        Workers.all(tasks, jobs).forEach(all::addAll);
        return all;
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    /** {@return the names by which the change can be noticed} */
    Set<String> names() {
        return names;
    }
}
