/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import java.util.regex.Pattern;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * A version without epoch. Those of update packages have no revision either, so that dpkg and rpm order them alike.
 *
 * @param value the text
 */
public record DebVersion(String value) implements Comparable<DebVersion> {
    private static final Pattern FORM = Pattern.compile("[0-9][0-9A-Za-z.+~]{0,63}(-[0-9A-Za-z.+~]{1,32})?");

    /** {@return the version, checked} */
    public static DebVersion of(String text, String where) throws RefusedException {
        if (!FORM.matcher(text).matches()) {
            throw new RefusedException(Issue.of(SignerIssue.VERSION_INVALID, where, text));
        }
        return new DebVersion(text);
    }

    /** {@return the version of a package of updates, checked; it has no revision} */
    public static DebVersion ofUpdates(String text, String where) throws RefusedException {
        DebVersion version = of(text, where);
        if (text.contains("-")) {
            throw new RefusedException(Issue.of(SignerIssue.VERSION_INVALID, where, text));
        }
        return version;
    }

    @Override
    public int compareTo(DebVersion other) {
        int mine = 0;
        int theirs = 0;
        while (mine < value.length() || theirs < other.value.length()) {
            while (isText(value, mine) || isText(other.value, theirs)) {
                int difference = Integer.compare(weight(value, mine), weight(other.value, theirs));
                if (difference != 0) {
                    return difference;
                }
                mine++;
                theirs++;
            }
            int myEnd = digitsEnd(value, mine);
            int theirEnd = digitsEnd(other.value, theirs);
            int difference = compareNumbers(value.substring(mine, myEnd), other.value.substring(theirs, theirEnd));
            if (difference != 0) {
                return difference;
            }
            mine = myEnd;
            theirs = theirEnd;
        }
        return 0;
    }

    private static boolean isText(String text, int at) {
        return at < text.length() && !Character.isDigit(text.charAt(at));
    }

    // deb-version(7): a tilde sorts before the end, letters before the rest.
    private static int weight(String text, int at) {
        if (at >= text.length() || Character.isDigit(text.charAt(at))) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        return Character.isLetter(c) ? c : c + 256;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String mine, String theirs) {
        String a = mine.replaceFirst("^0+", "");
        String b = theirs.replaceFirst("^0+", "");
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
