/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of cases: index.tsv with a header line, patches/CASE.patch, and triggers/trig.c where effects can be seen.
 */
record CaseFolder(Path folder) {
    private static final Set<String> EXPECTED_REFUSALS = Set.of("struct-def", "data-init", "init-code");

    /** What the index says of a case that its trigger program was seen to show. */
    private static final String SEEN = "verified";

    /** {@return the cases in the order of the index} */
    List<PatchCase> cases() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("index.tsv"));
        if (lines.isEmpty()) {
            throw new IOException(folder.resolve("index.tsv") + " is empty; it needs a header line");
        }
        List<String> header = List.of(lines.get(0).split("\t", -1));
        if (!header.contains("cve") && !header.contains("case")) {
            throw new IOException(folder.resolve("index.tsv") + " has neither a column 'cve' nor 'case': " + header);
        }
        var cases = new ArrayList<PatchCase>();
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                cases.add(parse(header, line.split("\t", -1)));
            }
        }
        return cases;
    }

    private PatchCase parse(List<String> header, String[] fields) throws IOException {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(header.size(), fields.length); i++) {
            row.put(header.get(i), fields[i].trim());
        }
        String name = row.getOrDefault("cve", row.getOrDefault("case", ""));
        Path patch = folder.resolve("patches").resolve(name + ".patch");
        if (!Files.isRegularFile(patch)) {
            throw new IOException("index.tsv names '" + name + "', but there is no " + patch);
        }
        String target = row.getOrDefault("target", "");
        List<String> targets = target.isEmpty() ? List.of() : List.of(target.split("[, ]+", -1));
        boolean refusalExpected =
                !row.getOrDefault("hard", "").isEmpty() || EXPECTED_REFUSALS.contains(row.getOrDefault("class", ""));
        boolean observable = triggerSource().isPresent()
                && row.getOrDefault("observable", "").equals(SEEN);
        return new PatchCase(name, targets, refusalExpected, observable, patch);
    }

    /** {@return the program that shows effects, where the folder has one} */
    Optional<Path> triggerSource() {
        Path source = folder.resolve("triggers/trig.c");
        return Files.isRegularFile(source) ? Optional.of(source) : Optional.empty();
    }
}
