/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was applied or reversed by hand, so that the next reconciliation does not undo it. */
public final class Choices {
    /** What the administrator wants of one update. */
    public enum Choice {
        APPLY,
        REVERSE
    }

    private final Path file;

    public Choices(Path folder) {
        file = folder.resolve("choices");
    }

    /** {@return the choices by update id} */
    public Map<String, Choice> read() throws IOException {
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (Map<String, String> block : Blocks.read(file)) {
            choices.put(block.getOrDefault("id", ""), Choice.valueOf(block.getOrDefault("choice", "APPLY")));
        }
        return choices;
    }

    /** Keeps a choice. */
    public void choose(String id, Choice choice) throws IOException {
        Map<String, Choice> choices = read();
        choices.put(id, choice);
        write(choices);
    }

    /** Forgets a choice. */
    public void forget(String id) throws IOException {
        Map<String, Choice> choices = read();
        if (choices.remove(id) != null) {
            write(choices);
        }
    }

    private void write(Map<String, Choice> choices) throws IOException {
        List<Map<String, String>> blocks = new ArrayList<>();
        choices.forEach((id, choice) -> {
            Map<String, String> block = new LinkedHashMap<>();
            block.put("id", id);
            block.put("choice", choice.name());
            blocks.add(block);
        });
        Blocks.write(file, blocks);
    }
}
