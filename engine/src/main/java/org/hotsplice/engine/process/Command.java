/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One program to run.
 *
 * @param arguments the program and its arguments; never passed through a shell
 * @param folder the working folder
 * @param environment variables set in addition to the inherited ones
 * @param limit how long it may take
 */
public record Command(List<String> arguments, Path folder, Map<String, String> environment, Duration limit) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");
    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(30);

    public Command {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** {@return a command in that folder, with the usual limit} */
    public static Command in(Path folder, String... arguments) {
        return new Command(Arrays.asList(arguments), folder, Map.of(), DEFAULT_LIMIT);
    }

    /** {@return a command in that folder, with the usual limit} */
    public static Command in(Path folder, List<String> arguments) {
        return new Command(arguments, folder, Map.of(), DEFAULT_LIMIT);
    }

    /** {@return this command with one more environment variable} */
    public Command with(String name, String value) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put(name, value);
        return new Command(arguments, folder, all, limit);
    }

    /** {@return this command with nothing added to the inherited environment} */
    public Command withoutEnvironment() {
        return new Command(arguments, folder, Map.of(), limit);
    }

    /** {@return this command with another time limit} */
    public Command limitedTo(Duration other) {
        return new Command(arguments, folder, environment, other);
    }

    /** {@return one line that a person can paste into a shell} */
    public String forShell() {
        List<String> words = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> words.add(name + "=" + quote(value)));
        arguments.forEach(argument -> words.add(quote(argument)));
        return "cd " + quote(folder.toString()) + " && " + String.join(" ", words);
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
