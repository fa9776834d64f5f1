/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * The command by which kbuild made an object, as it saved it, so that the same can be run again with another output.
 *
 * @param steps the programs that it runs one after the other, by argument list
 * @param dependencies the files, relative to the tree, that the compiler read
 */
public record SavedCommand(List<List<String>> steps, List<String> dependencies) {
    private static final Pattern FIRST_LINE = Pattern.compile("(?:saved)?cmd_(\\S+) := (.*)");
    private static final Pattern DEPENDENCY = Pattern.compile("\\s+([^\\s$:]+) \\\\");

    public SavedCommand {
        steps = steps.stream().map(List::copyOf).toList();
        dependencies = List.copyOf(dependencies);
    }

    /** {@return the command in that {@code .cmd} file} */
    public static SavedCommand read(Path file) throws IOException, RefusedException {
        return parse(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    static SavedCommand parse(String name, List<String> lines) throws RefusedException {
        Matcher first = FIRST_LINE.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!first.matches()) {
            throw notUnderstood(name, "no line 'savedcmd_... := ...'");
        }
        List<String> dependencies = new ArrayList<>();
        for (String line : lines) {
            Matcher dependency = DEPENDENCY.matcher(line);
            if (dependency.matches()) {
                dependencies.add(dependency.group(1));
            }
        }
        // How kbuild writes what make would expand (scripts/Kbuild.include, make-cmd).
        String text = first.group(2).replace("$(pound)", "#").replace("$$", "$");
        return new SavedCommand(new ShellWords(name, text).steps(), dependencies);
    }

    /** {@return the step that compiles or assembles} */
    private static boolean compiles(List<String> step) {
        return step.contains("-c") && step.contains("-o");
    }

    private static boolean isObjtool(List<String> step) {
        return step.get(0).endsWith("tools/objtool/objtool");
    }

    /** {@return whether the command runs objtool on the object} */
    public boolean runsObjtool() {
        return steps.stream().anyMatch(SavedCommand::isObjtool);
    }

    /**
     * {@return the same command with another output}
     *
     * @param name the unit, for messages
     * @param output the object to make
     * @param flags more arguments for the compiler
     */
    public List<List<String>> replayed(String name, Path output, List<String> flags) throws RefusedException {
        List<List<String>> replayed = new ArrayList<>();
        for (List<String> step : steps) {
            if (compiles(step)) {
                replayed.add(compiling(step, output, flags));
            } else if (isObjtool(step)) {
                List<String> words = new ArrayList<>(step.subList(0, step.size() - 1));
                words.add(output.toString());
                replayed.add(words);
            } else {
                throw notUnderstood(name, "it runs '" + step.get(0) + "'");
            }
        }
        return replayed;
    }

    private static List<String> compiling(List<String> step, Path output, List<String> flags) {
        List<String> words = new ArrayList<>();
        for (int index = 0; index < step.size(); index++) {
            String word = step.get(index);
            if (word.equals("-o")) {
                words.add(word);
                words.add(output.toString());
                index++;
            } else if (word.startsWith("-Wp,-MMD,") || word.startsWith("-Wp,-MD,")) {
                words.add(word.substring(0, word.indexOf(',', 4) + 1) + output + ".d");
            } else if (word.equals("-c")) {
                words.addAll(flags);
                words.add(word);
            } else {
                words.add(word);
            }
        }
        return words;
    }

    /** {@return the compiler's arguments for writing the preprocessed text of the unit to its standard output} */
    public List<String> preprocessing(String name, List<String> flags) throws RefusedException {
        for (List<String> step : steps) {
            if (compiles(step) || step.contains("-E")) {
                List<String> words = new ArrayList<>();
                for (int index = 0; index < step.size(); index++) {
                    String word = step.get(index);
                    if (word.equals("-o")) {
                        index++;
                    } else if (!word.startsWith("-Wp,-M") && !word.equals("-c") && !word.equals("-E")) {
                        words.add(word);
                    }
                }
                words.addAll(1, flags);
                words.add(1, "-E");
                return words;
            }
        }
        throw notUnderstood(name, "no step of it compiles");
    }

    private static RefusedException notUnderstood(String name, String why) {
        return new RefusedException(Issue.of(EngineIssue.COMMAND_NOT_UNDERSTOOD, name, why));
    }
}
