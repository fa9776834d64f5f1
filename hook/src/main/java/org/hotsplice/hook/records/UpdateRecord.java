/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one update stood when it was last looked at.
 *
 * @param id the update; the folder's name where nothing else could be trusted
 * @param release the kernel release that it is installed for
 * @param sequence its place among the updates of its kernel; 0 if that is not known
 * @param standing how it stands
 * @param inForce whether its code is what the kernel runs
 * @param code the stable code; empty if there is none
 * @param message the issue for a person; empty if there is none
 * @param wayOut what can be done about it; empty if there is none
 * @param description its description
 * @param cves what it fixes
 * @param waiting targets that are not there yet
 * @param since when it came to stand so
 */
public record UpdateRecord(
        String id,
        String release,
        long sequence,
        Standing standing,
        boolean inForce,
        String code,
        String message,
        String wayOut,
        String description,
        List<String> cves,
        List<String> waiting,
        String since) {
    public UpdateRecord {
        cves = List.copyOf(cves);
        waiting = List.copyOf(waiting);
    }

    /** {@return the same, standing so since then} */
    public UpdateRecord since(String instant) {
        return new UpdateRecord(
                id, release, sequence, standing, inForce, code, message, wayOut, description, cves, waiting, instant);
    }

    Map<String, String> toBlock() {
        Map<String, String> block = new LinkedHashMap<>();
        block.put("id", id);
        block.put("release", release);
        block.put("sequence", Long.toString(sequence));
        block.put("standing", standing.word());
        block.put("in-force", Boolean.toString(inForce));
        block.put("code", code);
        block.put("message", message);
        block.put("way-out", wayOut);
        block.put("description", description);
        block.put("cves", String.join(" ", cves));
        block.put("waiting", String.join(" ", waiting));
        block.put("since", since);
        return block;
    }

    static UpdateRecord ofBlock(Map<String, String> block) {
        return new UpdateRecord(
                block.getOrDefault("id", ""),
                block.getOrDefault("release", ""),
                Long.parseLong(block.getOrDefault("sequence", "0")),
                Standing.ofWord(block.getOrDefault("standing", "pending")),
                Boolean.parseBoolean(block.getOrDefault("in-force", "false")),
                block.getOrDefault("code", ""),
                block.getOrDefault("message", ""),
                block.getOrDefault("way-out", ""),
                block.getOrDefault("description", ""),
                words(block.getOrDefault("cves", "")),
                words(block.getOrDefault("waiting", "")),
                block.getOrDefault("since", ""));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
