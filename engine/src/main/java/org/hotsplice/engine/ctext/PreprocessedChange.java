/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two preprocessed texts of a unit. The object can differ only if something that makes code or
 * data uses what differs, by its name or through other declarations. What cannot be told counts as used.
 */
public final class PreprocessedChange {
    private PreprocessedChange() {}

    /** {@return whether the objects that are compiled of the two texts can differ in more than debug information} */
    public static boolean canMatter(String before, String after) {
        if (before.equals(after)) {
            return false;
        }
        int prefix = commonPrefix(before, after);
        int suffix = commonSuffix(before, after, prefix);
        int start = Boundaries.lastUntil(before, prefix);
        int rest = Math.min(
                before.length() - Boundaries.firstFrom(before, start, before.length() - suffix),
                after.length() - Boundaries.firstFrom(after, start, after.length() - suffix));
        String oldPart = before.substring(start, before.length() - rest);
        String newPart = after.substring(start, after.length() - rest);
        if (!Boundaries.isWhole(oldPart) || !Boundaries.isWhole(newPart)) {
            return true;
        }
        Declarations.Difference difference = Declarations.difference(oldPart, newPart);
        return difference.opaque() || (!difference.names().isEmpty() && isUsed(after, difference));
    }

    /** Follows the names from declaration to declaration until one that makes code or data has one of them. */
    private static boolean isUsed(String text, Declarations.Difference difference) {
        List<Declaration> left = new ArrayList<>(Declarations.of(text));
        left.removeAll(difference.changed());
        Set<String> names = new TreeSet<>(difference.names());
        boolean more = true;
        while (more) {
            more = false;
            List<Declaration> untouched = new ArrayList<>();
            for (Declaration declaration : left) {
                if (declaration.tokens().stream().noneMatch(names::contains)) {
                    untouched.add(declaration);
                } else if (declaration.kind() == Declaration.Kind.OPAQUE) {
                    return true;
                } else {
                    more |= names.addAll(declaration.names());
                }
            }
            left = untouched;
        }
        return false;
    }

    private static int commonPrefix(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int length = 0;
        while (length < most && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static int commonSuffix(String one, String other, int prefix) {
        int most = Math.min(one.length(), other.length()) - prefix;
        int length = 0;
        while (length < most && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        return length;
    }
}
