/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.replacement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.engine.diff.UnitDiffer;
import org.hotsplice.engine.elf.ElfObject;

/** A plan as lines of text, for expected results in files and for a look from the shell. */
public final class PlanText {
    private PlanText() {}

    static List<String> lines(ReplacementPlan plan) {
        List<String> lines = new ArrayList<>();
        plan.pieces().forEach(piece -> lines.add("in " + piece));
        plan.externals()
                .forEach(external -> lines.add("external " + external.scope() + " " + external.name()
                        + (external.defined() ? " defined" : "") + (external.staticKey() ? " key" : "")));
        plan.redirects()
                .forEach(redirect -> lines.add("redirect " + redirect.function() + " "
                        + redirect.replacement().orElse("check")));
        plan.hooks().forEach(hook -> lines.add("hook " + hook.kind() + " " + hook.symbol()));
        plan.globals().forEach(name -> lines.add("global " + name));
        plan.handedOut().forEach(name -> lines.add("handed out " + name));
        plan.issues().forEach(issue -> lines.add(issue.code().name() + " " + issue.message()));
        return lines;
    }

    /** Writes new objects: arguments are triples of pre, post and the file to write. */
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i + 2 < arguments.length; i += 3) {
            long start = System.nanoTime();
            ElfObject pre = ElfObject.read(Path.of(arguments[i]));
            ElfObject post = ElfObject.read(Path.of(arguments[i + 1]));
            ReplacementPlan plan = ReplacementPlanner.plan(UnitDiffer.diff(arguments[i + 2], pre, post));
            byte[] written = ReplacementWriter.write(plan, Map.of(), Map.of(), Map.of());
            Files.write(Path.of(arguments[i + 2]), written);
            System.out.println("== " + arguments[i + 2] + " " + (System.nanoTime() - start) / 1_000_000 + " ms");
            lines(plan).forEach(System.out::println);
            RewrittenCheck.differences(plan, written).forEach(line -> System.out.println("WRONG " + line));
        }
    }
}
