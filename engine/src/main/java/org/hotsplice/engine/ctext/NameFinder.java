/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import java.util.BitSet;
import java.util.Set;

/** Looks for names in texts, quickly enough to go through a whole kernel. */
public final class NameFinder {
    private static final int BITS = 1 << 16;
    private static final int SHORTEST_LITERALS = 3;

    private final Set<String> names;
    private final BitSet hashes = new BitSet(BITS);

    public NameFinder(Set<String> names) {
        this.names = Set.copyOf(names);
        names.forEach(name -> hashes.set(name.hashCode() & (BITS - 1)));
    }

    /** {@return whether one of the names stands in the text, or could be pasted together by a macro in it} */
    public boolean isIn(String text) {
        int at = 0;
        while (at < text.length()) {
            if (!CTokens.isStart(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            int hash = 0;
            while (at < text.length() && CTokens.isPart(text.charAt(at))) {
                // As String.hashCode, so that only hits need a string.
                hash = 31 * hash + text.charAt(at++);
            }
            if (hashes.get(hash & (BITS - 1)) && names.contains(text.substring(start, at))) {
                return true;
            }
        }
        return text.contains("##") && isPasted(text);
    }

    private boolean isPasted(String text) {
        int paste = text.indexOf("##");
        while (paste >= 0) {
            Pasted pasted = Pasted.around(text, paste);
            if (pasted.literals() >= SHORTEST_LITERALS && names.stream().anyMatch(pasted::canBe)) {
                return true;
            }
            paste = text.indexOf("##", Math.max(paste + 2, pasted.end()));
        }
        return false;
    }
}
