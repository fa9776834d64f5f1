/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import java.util.BitSet;
import java.util.Set;

/** Looks for names in texts, quickly enough to go through a whole kernel. */
public final class NameFinder {
    private static final int BITS = 1 << 16;
    private static final int SHORTEST_FRAGMENT = 3;

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
            if (fits(identifierBefore(text, paste)) || fits(identifierAfter(text, paste + 2))) {
                return true;
            }
            paste = text.indexOf("##", paste + 2);
        }
        return false;
    }

    private boolean fits(String fragment) {
        return fragment.length() >= SHORTEST_FRAGMENT
                && names.stream()
                        .anyMatch(name -> name.length() > fragment.length()
                                && (name.startsWith(fragment) || name.endsWith(fragment)));
    }

    private static String identifierBefore(String text, int end) {
        int last = end;
        while (last > 0 && text.charAt(last - 1) == ' ') {
            last--;
        }
        int start = last;
        while (start > 0 && CTokens.isPart(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, last);
    }

    private static String identifierAfter(String text, int from) {
        int start = from;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        int end = start;
        while (end < text.length() && CTokens.isPart(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }
}
