/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.special.CodeTable;

/**
 * Tells whether a piece of pre and one of post mean the same: equal bytes outside of fields, and fields that refer to
 * the same, whatever the compiler has named it.
 */
final class Comparer {
    /** struct _ddebug: the line is the low 18 bits of the word after four pointers. */
    private static final int DEBUG_LINE = 32;

    private static final int DEBUG_LINE_MASK = 0x3ffff;
    /** struct source_location: line and column follow the file's name. */
    private static final int CHECK_LINE = 8;
    /** struct bug_entry: the line follows the two pointers. */
    private static final int BUG_LINE = 8;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final ObjectMap pre;
    private final ObjectMap post;
    private final TableEntries preEntries;
    private final TableEntries postEntries;
    private final Correlation correlation;
    private final LineShift lineShift;
    private final Copies copies;
    /** Copied pieces that were compared, or are being compared and taken for equal until that is done. */
    private final Map<Piece, Map<Piece, Boolean>> comparedCopies = new HashMap<>();

    Comparer(
            ObjectMap pre,
            ObjectMap post,
            TableEntries preEntries,
            TableEntries postEntries,
            Correlation correlation,
            LineShift lineShift,
            Copies copies) {
        this.pre = pre;
        this.post = post;
        this.preEntries = preEntries;
        this.postEntries = postEntries;
        this.correlation = correlation;
        this.lineShift = lineShift;
        this.copies = copies;
    }

    /** {@return the first difference of the two, in words; empty if they mean the same} */
    Optional<String> difference(Piece from, Piece to) {
        if (from.size() != to.size()) {
            return Optional.of("size 0x" + Long.toHexString(from.size()) + " -> 0x" + Long.toHexString(to.size()));
        }
        List<Reference> before = pre.references(from);
        List<Reference> after = post.references(to);
        Optional<String> difference = differentBytes(from, to, before, after);
        if (difference.isEmpty()) {
            difference = differentReferences(from, to, before, after);
        }
        if (difference.isEmpty() && from.role().isInstructions()) {
            difference = differentEntries(from, to);
        }
        return difference;
    }

    private Optional<String> differentBytes(Piece from, Piece to, List<Reference> before, List<Reference> after) {
        if (from.section().isNoBits() || to.section().isNoBits()) {
            boolean equal = from.content().isZero() && to.content().isZero();
            return equal ? Optional.empty() : Optional.of("initial value of zero and of something else");
        }
        byte[] old = maskedBytes(from, before);
        byte[] now = maskedBytes(to, after);
        int at = java.util.Arrays.mismatch(old, now);
        while (at >= 0) {
            int skip = from.role().isInstructions() ? lineShift.lengthAt(from, to, at) : 0;
            if (skip == 0) {
                return Optional.of(String.format("bytes at 0x%x: %s -> %s", at, around(old, at), around(now, at)));
            }
            int next = java.util.Arrays.mismatch(old, at + skip, old.length, now, at + skip, now.length);
            at = next < 0 ? -1 : at + skip + next;
        }
        return Optional.empty();
    }

    private static String around(byte[] bytes, int at) {
        Bytes all = Bytes.of(bytes);
        return all.slice(at, Math.min(8, all.size() - at)).hex();
    }

    private static byte[] maskedBytes(Piece piece, List<Reference> references) {
        byte[] bytes = piece.content().toArray();
        for (Reference reference : references) {
            for (int i = 0; i < reference.width(); i++) {
                if (reference.offset() + i < bytes.length) {
                    bytes[(int) reference.offset() + i] = 0;
                }
            }
        }
        if (piece.isCheckDescriptor() && bytes.length >= CHECK_LINE + 8) {
            java.util.Arrays.fill(bytes, CHECK_LINE, CHECK_LINE + 8, (byte) 0);
        }
        if (piece.role() == Role.DEBUG_DESCRIPTORS && bytes.length > DEBUG_LINE + 4) {
            bytes[DEBUG_LINE] = 0;
            bytes[DEBUG_LINE + 1] = 0;
            bytes[DEBUG_LINE + 2] &= (byte) ~(DEBUG_LINE_MASK >> 16);
        }
        return bytes;
    }

    private Optional<String> differentReferences(
            Piece owner, Piece newOwner, List<Reference> before, List<Reference> after) {
        if (before.size() != after.size()) {
            return Optional.of(before.size() + " -> " + after.size() + " references");
        }
        for (int i = 0; i < before.size(); i++) {
            Reference from = before.get(i);
            Reference to = after.get(i);
            if (from.offset() != to.offset()
                    || from.type() != to.type()
                    || !(sameTarget(from.target(), to.target())
                            || sameButLines(owner, newOwner, from.target(), to.target()))) {
                return Optional.of(String.format(
                        "reference at 0x%x: %s -> %s", from.offset(), describe(from.target()), describe(to.target())));
            }
        }
        return Optional.empty();
    }

    static String describe(Target target) {
        if (target instanceof Target.Inside inside) {
            return inside.piece().name() + plus(inside.offset());
        }
        if (target instanceof Target.Outside outside) {
            return outside.name() + plus(outside.offset());
        }
        if (target instanceof Target.Literal literal) {
            return literal.section().has(Section.STRINGS) ? text(literal.content()) : "constant " + literal.content();
        }
        return target.toString();
    }

    private static String plus(long offset) {
        return offset == 0 ? "" : offset > 0 ? "+0x" + Long.toHexString(offset) : "-0x" + Long.toHexString(-offset);
    }

    private static String text(Bytes content) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < content.size() && content.at(i) != 0; i++) {
            int value = content.at(i);
            text.append(value >= 0x20 && value < 0x7f ? String.valueOf((char) value) : String.format("\\x%02x", value));
        }
        return text.append('"').toString();
    }

    private boolean sameTarget(Target from, Target to) {
        if (from instanceof Target.Inside before && to instanceof Target.Inside after) {
            return before.offset() == after.offset() && samePiece(before.piece(), after.piece());
        }
        if (from instanceof Target.Literal before && to instanceof Target.Literal after) {
            return before.content().equals(after.content());
        }
        if (from instanceof Target.Raw before && to instanceof Target.Raw after) {
            return before.section().name().equals(after.section().name())
                    && (pre.role(before.section()) == Role.REPLACEMENTS || before.offset() == after.offset());
        }
        // A function or object that the patch moves to or from another unit.
        if (from instanceof Target.Outside before && to instanceof Target.Inside after) {
            return isGlobalNamed(after.piece(), before.name()) && before.offset() == after.offset();
        }
        if (from instanceof Target.Inside before && to instanceof Target.Outside after) {
            return isGlobalNamed(before.piece(), after.name()) && before.offset() == after.offset();
        }
        return from.equals(to);
    }

    /** Some messages have their line in the text: "... at net/core/dev.c:1234". */
    private boolean sameButLines(Piece owner, Piece newOwner, Target from, Target to) {
        if (!owner.role().isInstructions()
                || !(from instanceof Target.Literal before)
                || !(to instanceof Target.Literal after)) {
            return false;
        }
        String[] old = NUMBER.split(text(before.content()), -1);
        String[] now = NUMBER.split(text(after.content()), -1);
        if (!java.util.Arrays.equals(old, now)) {
            return false;
        }
        Matcher oldNumbers = NUMBER.matcher(text(before.content()));
        Matcher newNumbers = NUMBER.matcher(text(after.content()));
        while (oldNumbers.find() && newNumbers.find()) {
            if (!oldNumbers.group().equals(newNumbers.group())
                    && !lineShift.isShift(
                            owner, newOwner, Long.parseLong(oldNumbers.group()), Long.parseLong(newNumbers.group()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGlobalNamed(Piece piece, String name) {
        return piece.symbols().stream()
                .anyMatch(symbol -> !symbol.isLocal() && symbol.name().equals(name));
    }

    private boolean samePiece(Piece from, Piece to) {
        if (copies.contains(from, to)) {
            return sameCopy(from, to);
        }
        return correlation.same(from, to);
    }

    private boolean sameCopy(Piece from, Piece to) {
        Map<Piece, Boolean> known = comparedCopies.computeIfAbsent(from, piece -> new HashMap<>());
        Boolean same = known.get(to);
        if (same == null) {
            known.put(to, true);
            same = Names.base(from.name()).equals(Names.base(to.name())) || (!from.isNamed() && !to.isNamed());
            same = same && difference(from, to).isEmpty();
            known.put(to, same);
        }
        return same;
    }

    private Optional<String> differentEntries(Piece from, Piece to) {
        List<TableEntry> before = preEntries.of(from);
        List<TableEntry> after = postEntries.of(to);
        if (before.size() != after.size()) {
            return Optional.of(before.size() + " -> " + after.size() + " entries in tables about it");
        }
        for (int i = 0; i < before.size(); i++) {
            if (!sameEntry(before.get(i), after.get(i))) {
                return Optional.of(String.format(
                        "entry of %s about 0x%x",
                        before.get(i).table().sectionName(), before.get(i).ownerOffset()));
            }
        }
        return Optional.empty();
    }

    private boolean sameEntry(TableEntry from, TableEntry to) {
        if (from.table() != to.table() || from.ownerOffset() != to.ownerOffset() || from.size() != to.size()) {
            return false;
        }
        List<Reference> before = entryReferences(pre, from);
        List<Reference> after = entryReferences(post, to);
        return entryBytes(from, before).equals(entryBytes(to, after))
                && differentReferences(from.owner(), to.owner(), before, after).isEmpty()
                && (from.table() != CodeTable.ALTERNATIVES || sameReplacement(from, to));
    }

    private static List<Reference> entryReferences(ObjectMap map, TableEntry entry) {
        return map.references(entry.section(), entry.offset(), entry.offset() + entry.size());
    }

    private static Bytes entryBytes(TableEntry entry, List<Reference> references) {
        byte[] bytes =
                entry.section().content().slice(entry.offset(), entry.size()).toArray();
        for (Reference reference : references) {
            java.util.Arrays.fill(
                    bytes, (int) reference.offset(), (int) reference.offset() + reference.width(), (byte) 0);
        }
        if (entry.table() == CodeTable.BUGS && entry.size() >= 12) {
            bytes[BUG_LINE] = 0;
            bytes[BUG_LINE + 1] = 0;
        }
        return Bytes.of(bytes);
    }

    private boolean sameReplacement(TableEntry from, TableEntry to) {
        Optional<Replacement> before = Replacement.of(pre, from);
        Optional<Replacement> after = Replacement.of(post, to);
        if (before.isEmpty() || after.isEmpty()) {
            return before.isEmpty() && after.isEmpty();
        }
        Replacement old = before.get();
        Replacement now = after.get();
        List<Reference> oldReferences = pre.references(old.section(), old.offset(), old.offset() + old.length());
        List<Reference> nowReferences = post.references(now.section(), now.offset(), now.offset() + now.length());
        return old.content().equals(now.content())
                && differentReferences(from.owner(), to.owner(), oldReferences, nowReferences)
                        .isEmpty();
    }
}
