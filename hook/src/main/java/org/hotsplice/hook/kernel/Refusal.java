/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.update.Issue;

/**
 * The kernel's last refusal, as /sys/kernel/hotsplice/refusal shows it. An absent value is the empty string.
 *
 * @param id the update
 * @param code the name of a {@link RefusalCode}, or of a newer one
 * @param function the function where it was found
 * @param offset the place in the function, in hex with 0x
 * @param expected the bytes that should stand there, in hex
 * @param found the bytes that stand there, in hex
 * @param detail what else is to be said
 */
public record Refusal(
        String id, String code, String function, String offset, String expected, String found, String detail) {

    /** {@return the refusal that a file of key=value lines describes; unknown keys are skipped} */
    public static Refusal parse(List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Refusal(
                values.getOrDefault("id", ""),
                values.getOrDefault("code", RefusalCode.NONE.name()),
                values.getOrDefault("function", ""),
                values.getOrDefault("offset", ""),
                values.getOrDefault("expected", ""),
                values.getOrDefault("found", ""),
                values.getOrDefault("detail", ""));
    }

    /** {@return whether the kernel gave no reason} */
    public boolean isNone() {
        return code.equals(RefusalCode.NONE.name());
    }

    /** {@return the refusal for a person} */
    public Issue issue(String where) {
        RefusalCode known = RefusalCode.of(code).orElse(RefusalCode.NONE);
        String what = known.name().equals(code) ? describe() : code + " " + describe();
        return Issue.of(known, where, what.strip());
    }

    private String describe() {
        List<String> parts = new ArrayList<>();
        if (!function.isEmpty()) {
            parts.add(offset.isEmpty() ? function : function + "+" + offset);
        }
        if (!expected.isEmpty()) {
            parts.add("expected " + expected);
        }
        if (!found.isEmpty()) {
            parts.add("found " + found);
        }
        if (!detail.isEmpty()) {
            parts.add(detail);
        }
        return parts.isEmpty() ? "no details" : String.join(", ", parts);
    }
}
