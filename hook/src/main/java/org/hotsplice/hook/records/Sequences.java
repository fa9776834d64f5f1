/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The highest sequence number that was seen for each kernel release. */
public final class Sequences {
    private final Path file;

    public Sequences(Path folder) {
        file = folder.resolve("sequences");
    }

    /** {@return the numbers by release} */
    public Map<String, Long> read() throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Map<String, String> block : Blocks.read(file)) {
            numbers.put(block.getOrDefault("release", ""), Long.parseLong(block.getOrDefault("sequence", "0")));
        }
        return numbers;
    }

    /** Keeps a number. */
    public void keep(String release, long sequence) throws IOException {
        Map<String, Long> numbers = read();
        numbers.put(release, sequence);
        List<Map<String, String>> blocks = new ArrayList<>();
        numbers.forEach((key, value) -> {
            Map<String, String> block = new LinkedHashMap<>();
            block.put("release", key);
            block.put("sequence", Long.toString(value));
            blocks.add(block);
        });
        Blocks.write(file, blocks);
    }
}
