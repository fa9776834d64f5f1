/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the last reconciliation found and did.
 *
 * @param at when it ended; empty if there was none
 * @param boot the boot that it ran in
 * @param cause what started it
 * @param code why nothing could be done at all; empty if it could
 * @param message the same for a person
 * @param wayOut what can be done about it
 * @param updates all installed or known updates, in the order of their sequence numbers
 */
public record Result(
        String at, String boot, String cause, String code, String message, String wayOut, List<UpdateRecord> updates) {
    /** What is known before the first reconciliation. */
    public static final Result NEVER = new Result("", "", "", "", "", "", List.of());

    public Result {
        updates = List.copyOf(updates);
    }

    /** {@return the record of one update} */
    public Optional<UpdateRecord> update(String id) {
        return updates.stream().filter(update -> update.id().equals(id)).findFirst();
    }

    Map<String, String> head() {
        Map<String, String> block = new LinkedHashMap<>();
        block.put("at", at);
        block.put("boot", boot);
        block.put("cause", cause);
        block.put("code", code);
        block.put("message", message);
        block.put("way-out", wayOut);
        return block;
    }

    static Result of(List<Map<String, String>> blocks) {
        if (blocks.isEmpty()) {
            return NEVER;
        }
        Map<String, String> head = blocks.get(0);
        return new Result(
                head.getOrDefault("at", ""),
                head.getOrDefault("boot", ""),
                head.getOrDefault("cause", ""),
                head.getOrDefault("code", ""),
                head.getOrDefault("message", ""),
                head.getOrDefault("way-out", ""),
                blocks.subList(1, blocks.size()).stream()
                        .map(UpdateRecord::ofBlock)
                        .toList());
    }
}
