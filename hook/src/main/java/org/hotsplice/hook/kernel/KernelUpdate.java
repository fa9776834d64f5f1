/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.util.List;
import java.util.Locale;
import org.hotsplice.update.UpdateId;

/**
 * An update that the kernel module knows.
 *
 * @param id the update
 * @param state the state of the whole
 * @param parts the parts that were loaded, by number
 */
public record KernelUpdate(UpdateId id, State state, List<Part> parts) {
    public KernelUpdate {
        parts = List.copyOf(parts);
    }

    /** How far an update or one part of it has come. */
    public enum State {
        /** Only the module with the match tables is loaded. */
        MATCHED,
        /** The replacement code is loaded too, and not in force. */
        LOADED,
        /** The replacement code is in force. */
        APPLIED,
        /** Of a part alone: its target is gone, since the target's own init failed. */
        LOST;

        static State parse(String word) {
            return valueOf(word.strip().toUpperCase(Locale.ROOT));
        }
    }

    /** One part as the kernel module lists it. */
    public record Part(int number, String target, State state) {
        static Part parse(String line) {
            String[] words = line.strip().split(" +", -1);
            if (words.length != 3) {
                throw new IllegalArgumentException("not 'number target state': '" + line + "'");
            }
            return new Part(Integer.parseInt(words[0]), words[1], State.parse(words[2]));
        }
    }

    /** {@return whether the kernel has this part, and it is in force} */
    public boolean isApplied(int part) {
        return parts.stream().anyMatch(known -> known.number() == part && known.state() == State.APPLIED);
    }

    /** {@return the numbers of the parts whose target is gone} */
    public List<Integer> lostParts() {
        return parts.stream()
                .filter(part -> part.state() == State.LOST)
                .map(Part::number)
                .toList();
    }

    /** {@return whether the replacement code is in force} */
    public boolean isApplied() {
        return state == State.APPLIED;
    }
}
