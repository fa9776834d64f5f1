/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment variables that the kernel's top makefile exports to the makefiles below it. With them, the makefile
 * of one folder can be run alone, by {@code scripts/Makefile.build}, exactly as kbuild would run it on its way down.
 * That takes a hundredth of the time that the top makefile takes.
 *
 * @param variables the variables
 */
public record BuildEnvironment(Map<String, String> variables) {
    /** Variables that belong to one run of make or of the shell, not to the kernel's build. */
    private static final Set<String> OF_ONE_RUN = Set.of(
            "MAKEFLAGS",
            "MAKELEVEL",
            "MAKEOVERRIDES",
            "MFLAGS",
            "MAKECMDGOALS",
            "OLDPWD",
            "PWD",
            "SHLVL",
            "_",
            "OUTPUT");

    public BuildEnvironment {
        variables = Map.copyOf(variables);
    }

    /** {@return the environment in a file that {@code env -0} wrote} */
    public static BuildEnvironment read(Path file) throws IOException {
        Map<String, String> variables = new TreeMap<>();
        String text = Files.readString(file, StandardCharsets.UTF_8);
        for (String entry : text.split("\0", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0 && !OF_ONE_RUN.contains(entry.substring(0, equals))) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return new BuildEnvironment(variables);
    }

    /** {@return only what this run's own environment does not have with the same value} */
    public BuildEnvironment withoutInherited(Map<String, String> inherited) {
        Map<String, String> own = new TreeMap<>(variables);
        own.entrySet().removeIf(entry -> entry.getValue().equals(inherited.get(entry.getKey())));
        return new BuildEnvironment(own);
    }

    /** {@return the same with one variable set} */
    public BuildEnvironment with(String name, String value) {
        Map<String, String> all = new TreeMap<>(variables);
        all.put(name, value);
        return new BuildEnvironment(all);
    }

    /** Writes it in the form that {@link #read} takes. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(variables)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\0'));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
