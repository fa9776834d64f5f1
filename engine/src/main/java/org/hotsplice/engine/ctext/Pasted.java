/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that a macro pastes together, such as {@code iter_##name##_mark}.
 *
 * @param pieces the operands of {@code ##} in order; null stands for a parameter, which can be any text
 * @param end where it ends in the text
 */
record Pasted(List<@Nullable String> pieces, int end) {
    private static final String DEFINE = "#define ";

    /** {@return the chain of operands around the {@code ##} at that place} */
    static Pasted around(String text, int paste) {
        int first = startOfOperand(text, paste);
        Set<String> parameters = parameters(text, paste);
        List<@Nullable String> pieces = new ArrayList<>();
        pieces.add(piece(text.substring(first, endOfOperand(text, first)), parameters));
        int at = paste;
        while (text.startsWith("##", at)) {
            int start = skipBlanks(text, at + 2);
            int end = endOfOperand(text, start);
            pieces.add(piece(text.substring(start, end), parameters));
            at = skipBlanks(text, end);
        }
        return new Pasted(pieces, at);
    }

    /** {@return how many characters of the result are known} */
    int literals() {
        return pieces.stream()
                .mapToInt(piece -> piece == null ? 0 : piece.length())
                .sum();
    }

    /** {@return whether the pasted name can be that one} */
    boolean canBe(String name) {
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        return literals() <= name.length()
                && (first == null || name.startsWith(first))
                && (last == null || name.endsWith(last))
                && pieces.stream().allMatch(piece -> piece == null || name.contains(piece));
    }

    private static @Nullable String piece(String operand, Set<String> parameters) {
        return operand.isEmpty() || parameters.contains(operand) ? null : operand;
    }

    /** {@return the parameters of the macro whose definition goes on at that place; that operand itself if unknown} */
    private static Set<String> parameters(String text, int place) {
        int define = text.lastIndexOf(DEFINE, place);
        int open = define < 0 ? -1 : endOfOperand(text, skipBlanks(text, define + DEFINE.length()));
        int close = open < 0 ? -1 : text.indexOf(')', open);
        if (close < 0 || close > place || text.charAt(open) != '(' || !isOneLine(text, define, place)) {
            int start = startOfOperand(text, place);
            return Set.of(text.substring(start, endOfOperand(text, start)));
        }
        String list =
                text.substring(open + 1, close).replace("...", " __VA_ARGS__").replace("\\\n", " ");
        return Set.copyOf(Set.of(list.strip().split("[\\s,]+", -1)));
    }

    /** {@return whether every line between the two places goes on in the next} */
    private static boolean isOneLine(String text, int from, int to) {
        for (int end = text.indexOf('\n', from); end >= 0 && end < to; end = text.indexOf('\n', end + 1)) {
            if (text.charAt(end - 1) != '\\') {
                return false;
            }
        }
        return true;
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static int endOfOperand(String text, int from) {
        int at = from;
        while (at < text.length() && CTokens.isPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int startOfOperand(String text, int paste) {
        int last = paste;
        while (last > 0 && (text.charAt(last - 1) == ' ' || text.charAt(last - 1) == '\t')) {
            last--;
        }
        int start = last;
        while (start > 0 && CTokens.isPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
