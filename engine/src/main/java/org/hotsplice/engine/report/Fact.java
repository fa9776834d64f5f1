/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.List;

/**
 * Something that is known of a function.
 *
 * @param what it is
 * @param names whom or what it is about; may be none
 */
record Fact(String what, List<String> names) {
    /** So many names are shown; of more, how many there are. */
    private static final int SHOWN = 16;

    Fact {
        names = List.copyOf(names);
    }

    /** {@return it as one line} */
    String line() {
        if (names.isEmpty()) {
            return what;
        }
        List<String> shown = names.subList(0, Math.min(names.size(), SHOWN));
        String line = what + ": " + String.join(", ", shown);
        return names.size() > SHOWN ? line + " and " + (names.size() - SHOWN) + " more" : line;
    }
}
