/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotsplice.engine.kernel.BuildEnvironment;

/**
 * What kbuild says of one folder.
 *
 * @param path the folder, relative to the tree; {@code .} for the top
 * @param answers the words after each keyword that query.mk prints, but for those of modules
 * @param modules the members of each module object that the folder links; none for one made of a single unit
 * @param below the environment that the folders below get
 */
record KbuildFolder(
        String path, Map<String, List<String>> answers, Map<String, List<String>> modules, BuildEnvironment below) {

    /** How kbuild comes to a folder: whether as part of the kernel itself, and whether looking for modules. */
    record Descent(String path, boolean builtin, boolean modules) {}

    static KbuildFolder parse(String path, List<String> lines, BuildEnvironment below) {
        Map<String, List<String>> answers = new TreeMap<>();
        Map<String, List<String>> modules = new TreeMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("\\s+", -1));
            if (words.get(0).equals("module") && words.size() > 1) {
                modules.put(words.get(1), words.subList(2, words.size()));
            } else {
                answers.put(words.get(0), words.subList(1, words.size()));
            }
        }
        return new KbuildFolder(path, answers, modules, below);
    }

    List<String> words(String keyword) {
        return answers.getOrDefault(keyword, List.of());
    }

    /** {@return the folders that kbuild descends into from here} */
    List<Descent> descents() {
        Set<String> builtin = Set.copyOf(words("builtin-folders"));
        Set<String> modular = Set.copyOf(words("module-folders"));
        return words("folders").stream()
                .map(folder -> new Descent(
                        folder,
                        builtin.contains(folder),
                        modular.contains(prefixed(folder)) || modular.contains(folder)))
                .toList();
    }

    private String prefixed(String folder) {
        return path.equals(".") ? folder : folder.substring(Math.min(folder.length(), path.length() + 1));
    }

    /** {@return every unit that is built here} */
    List<Unit> units() {
        Map<String, TreeSet<String>> targets = new TreeMap<>();
        for (String keyword : List.of("builtin", "library", "extra")) {
            words(keyword).forEach(object -> add(targets, object, Unit.VMLINUX));
        }
        Set<String> modular = new TreeSet<>(words("modular"));
        modules.forEach((module, members) -> {
            String name = moduleName(module);
            List<String> linked = members.isEmpty() ? List.of(module) : members;
            linked.stream().filter(modular::contains).forEach(object -> add(targets, object, name));
        });
        List<Unit> units = new ArrayList<>();
        targets.forEach(
                (object, names) -> units.add(new Unit(located(object), path, goal(object), List.copyOf(names))));
        return units;
    }

    private static void add(Map<String, TreeSet<String>> targets, String object, String target) {
        targets.computeIfAbsent(object, none -> new TreeSet<>()).add(target);
    }

    private String goal(String object) {
        return path.equals(".") ? object : path + "/" + object;
    }

    private String located(String object) {
        return Path.of(path).resolve(object).normalize().toString();
    }

    private static String moduleName(String object) {
        String base = object.substring(object.lastIndexOf('/') + 1, object.length() - 2);
        return base.replace('-', '_').replace(',', '_');
    }
}
