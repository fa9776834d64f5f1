/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the history.
 *
 * @param at when
 * @param action {@code apply}, {@code reverse}, {@code refuse}, {@code hold}, {@code reverse-waits},
 *     {@code stand-still} where nothing could be done at all, {@code announce} where others could not be told
 * @param id the update; empty for what concerns the whole machine
 * @param release the kernel
 * @param cause what started it
 * @param code the code; empty if it went well
 * @param message more for a person
 */
public record Event(String at, String action, String id, String release, String cause, String code, String message) {
    Map<String, String> toBlock() {
        Map<String, String> block = new LinkedHashMap<>();
        block.put("at", at);
        block.put("action", action);
        block.put("id", id);
        block.put("release", release);
        block.put("cause", cause);
        block.put("code", code);
        block.put("message", message);
        return block;
    }

    static Event ofBlock(Map<String, String> block) {
        return new Event(
                block.getOrDefault("at", ""),
                block.getOrDefault("action", ""),
                block.getOrDefault("id", ""),
                block.getOrDefault("release", ""),
                block.getOrDefault("cause", ""),
                block.getOrDefault("code", ""),
                block.getOrDefault("message", ""));
    }
}
