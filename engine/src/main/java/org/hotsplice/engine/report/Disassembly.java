/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.Finished;
import org.hotsplice.engine.process.ProcessRunner;

/** The instructions of an object's functions, by objdump. */
final class Disassembly {
    private static final Pattern HEADING = Pattern.compile("^[0-9a-f]+ <(.+)>:$");
    private static final Pattern INSTRUCTION = Pattern.compile("^ *([0-9a-f]+):\t(.*)$");
    /** A jump within the function: the place differs wherever code before it grows. */
    private static final Pattern PLACE = Pattern.compile("[0-9a-f]+ <([^>+]+)(\\+0x[0-9a-f]+)?>");

    private final Map<String, List<Line>> functions = new HashMap<>();

    /**
     * A line of a disassembly.
     *
     * @param text as shown
     * @param key without what only depends on the place
     */
    record Line(String text, String key) {}

    private Disassembly() {}

    /** {@return the instructions of these functions of this object} */
    static Disassembly of(Path object, Collection<Piece> functions, ProcessRunner runner) throws IOException {
        Set<String> sections = new LinkedHashSet<>();
        functions.forEach(function -> sections.add(function.section().name()));
        Disassembly disassembly = new Disassembly();
        if (sections.isEmpty()) {
            return disassembly;
        }
        List<String> arguments = new ArrayList<>(List.of("objdump", "-dr", "--no-show-raw-insn", "-w"));
        for (String section : sections) {
            arguments.add("-j");
            arguments.add(section);
        }
        arguments.add(object.toAbsolutePath().toString());
        Finished finished = runner.run(Command.in(Path.of("/"), arguments).limitedTo(Duration.ofMinutes(2)));
        disassembly.parse(finished.lines());
        return disassembly;
    }

    /** Reads what objdump prints. */
    static Disassembly parsed(List<String> lines) {
        Disassembly disassembly = new Disassembly();
        disassembly.parse(lines);
        return disassembly;
    }

    private void parse(List<String> lines) {
        List<Line> current = new ArrayList<>();
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            Matcher instruction = INSTRUCTION.matcher(line);
            if (heading.matches()) {
                current = functions.computeIfAbsent(heading.group(1), name -> new ArrayList<>());
            } else if (instruction.matches()) {
                current.add(line(instruction.group(1), instruction.group(2)));
            }
        }
    }

    /** With -w, objdump puts the relocation into the line of its instruction, after tabs. */
    private static Line line(String place, String rest) {
        String[] fields = rest.split("\t", -1);
        String code = fields[0].replaceAll("\\s+", " ").trim();
        if (fields.length >= 3) {
            // The place that the unfilled field gives means nothing.
            int comment = code.indexOf(" # ");
            code = PLACE.matcher(comment < 0 ? code : code.substring(0, comment))
                            .replaceAll("")
                            .trim() + " {" + fields[2] + "}";
        }
        return new Line(place + ": " + code, PLACE.matcher(code).replaceAll("$1"));
    }

    /** {@return the lines of this function; none if it is not there} */
    List<Line> of(Piece function) {
        return function.symbols().stream()
                .map(symbol -> functions.getOrDefault(symbol.name(), List.of()))
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** {@return the lines of the function of this name} */
    List<Line> of(String function) {
        return functions.getOrDefault(function, List.of());
    }
}
