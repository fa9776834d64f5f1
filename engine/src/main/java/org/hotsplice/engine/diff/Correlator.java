/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds out which pieces of pre and post are the same, in this order: by a name that the source gives; for names with
 * numbers of the compiler, by the same place in code or data that has kept its shape; then by the order of use within
 * functions that have changed; last, where just one of a base name is left on both sides. What stays alone was added or
 * removed.
 */
final class Correlator {
    private final ObjectMap pre;
    private final ObjectMap post;
    private final Correlation correlation = new Correlation();

    Correlator(ObjectMap pre, ObjectMap post) {
        this.pre = pre;
        this.post = post;
    }

    Correlation correlate() {
        byName();
        unnamed();
        boolean more = true;
        while (more) {
            more = samePlaces();
            if (!more) {
                more = sameOrder();
            }
            if (!more) {
                more = lastOnes();
            }
        }
        return correlation;
    }

    /** What the names of functions, of data and of descriptors are unique within. */
    private enum Space {
        FUNCTIONS,
        DATA,
        OTHER
    }

    private static Space space(Piece piece) {
        if (piece.role().isFunctions()) {
            return Space.FUNCTIONS;
        }
        return piece.role().isLiveData() || piece.role() == Role.INIT_DATA ? Space.DATA : Space.OTHER;
    }

    private record Key(Space space, String name) {}

    private void byName() {
        Map<Key, List<Piece>> before = named(pre);
        Map<Key, List<Piece>> after = named(post);
        for (Map.Entry<Key, List<Piece>> entry : before.entrySet()) {
            List<Piece> others = after.getOrDefault(entry.getKey(), List.of());
            if (entry.getValue().size() == 1
                    && others.size() == 1
                    && !Names.isNumbered(entry.getKey().name())) {
                correlation.add(entry.getValue().get(0), others.get(0));
            }
        }
    }

    private static Map<Key, List<Piece>> named(ObjectMap map) {
        Map<Key, List<Piece>> named = new LinkedHashMap<>();
        for (Piece piece : map.pieces()) {
            piece.symbols().stream()
                    .map(symbol -> new Key(space(piece), symbol.name()))
                    .distinct()
                    .forEach(key ->
                            named.computeIfAbsent(key, k -> new ArrayList<>()).add(piece));
        }
        return named;
    }

    /** Data without names, as assembly has: the only one of its section, or the same one by place and size. */
    private void unnamed() {
        Map<String, List<Piece>> before = unnamed(pre);
        Map<String, List<Piece>> after = unnamed(post);
        for (Map.Entry<String, List<Piece>> entry : before.entrySet()) {
            List<Piece> others = after.getOrDefault(entry.getKey(), List.of());
            if (entry.getValue().size() == others.size()) {
                for (int i = 0; i < others.size(); i++) {
                    correlation.add(entry.getValue().get(i), others.get(i));
                }
            }
        }
    }

    private static Map<String, List<Piece>> unnamed(ObjectMap map) {
        Map<String, List<Piece>> unnamed = new LinkedHashMap<>();
        for (Piece piece : map.pieces()) {
            if (!piece.isNamed() && piece.role() != Role.CODE_FRAGMENTS) {
                unnamed.computeIfAbsent(piece.section().name(), name -> new ArrayList<>())
                        .add(piece);
            }
        }
        return unnamed;
    }

    private boolean samePlaces() {
        boolean found = false;
        for (Map.Entry<Piece, Piece> pair : new ArrayList<>(correlation.pairs().entrySet())) {
            List<Reference> before = pre.references(pair.getKey());
            List<Reference> after = post.references(pair.getValue());
            if (!sameShape(pair.getKey(), before, pair.getValue(), after)) {
                continue;
            }
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i).target() instanceof Target.Inside from
                        && after.get(i).target() instanceof Target.Inside to
                        && isCandidate(from.piece(), to.piece())
                        && from.offset() == to.offset()) {
                    found |= correlation.add(from.piece(), to.piece());
                }
            }
        }
        return found;
    }

    private boolean isCandidate(Piece from, Piece to) {
        return correlation.post(from).isEmpty()
                && correlation.pre(to).isEmpty()
                && space(from) == space(to)
                && Names.isNumbered(from.name())
                && Names.base(from.name()).equals(Names.base(to.name()));
    }

    private static boolean sameShape(Piece from, List<Reference> before, Piece to, List<Reference> after) {
        if (from.size() != to.size() || before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).offset() != after.get(i).offset()
                    || before.get(i).type() != after.get(i).type()) {
                return false;
            }
        }
        // Line numbers may differ; code that is otherwise changed rarely keeps all of its fields in their places.
        return true;
    }

    private boolean sameOrder() {
        boolean found = false;
        for (Map.Entry<Piece, Piece> pair : new ArrayList<>(correlation.pairs().entrySet())) {
            Map<Key, List<Piece>> before = inOrderOfUse(pre, pair.getKey(), true);
            Map<Key, List<Piece>> after = inOrderOfUse(post, pair.getValue(), false);
            for (Map.Entry<Key, List<Piece>> entry : before.entrySet()) {
                List<Piece> others = after.getOrDefault(entry.getKey(), List.of());
                found |= align(entry.getValue(), others);
            }
        }
        return found;
    }

    /** The pieces with numbers that this one refers to and that have no partner yet. */
    private Map<Key, List<Piece>> inOrderOfUse(ObjectMap map, Piece user, boolean isPre) {
        Map<Key, Set<Piece>> used = new LinkedHashMap<>();
        for (Reference reference : map.references(user)) {
            if (reference.target() instanceof Target.Inside inside
                    && Names.isNumbered(inside.piece().name())
                    && (isPre ? correlation.post(inside.piece()) : correlation.pre(inside.piece())).isEmpty()) {
                Key key =
                        new Key(space(inside.piece()), Names.base(inside.piece().name()));
                used.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(inside.piece());
            }
        }
        Map<Key, List<Piece>> lists = new HashMap<>();
        used.forEach((key, pieces) -> lists.put(key, List.copyOf(pieces)));
        return sorted(lists, used.keySet());
    }

    private static Map<Key, List<Piece>> sorted(Map<Key, List<Piece>> lists, Set<Key> order) {
        Map<Key, List<Piece>> sorted = new LinkedHashMap<>();
        order.forEach(key -> sorted.put(key, Objects.requireNonNull(lists.get(key))));
        return sorted;
    }

    /** Pairs two lists: all in order where they are equally long, else the longest common part by size and content. */
    private boolean align(List<Piece> before, List<Piece> after) {
        Map<Piece, Piece> pairs;
        if (before.size() == after.size()) {
            pairs = new LinkedHashMap<>();
            for (int i = 0; i < before.size(); i++) {
                pairs.put(before.get(i), after.get(i));
            }
        } else {
            pairs = commonPart(before, after);
            noteGuess(before, after, pairs);
        }
        boolean found = false;
        for (Map.Entry<Piece, Piece> pair : pairs.entrySet()) {
            found |= correlation.add(pair.getKey(), pair.getValue());
        }
        return found;
    }

    /**
     * Where another common part is as long, which variable is which is a guess. Not so for functions: wrong partners
     * would only make their callers differ, so that more is replaced.
     */
    private void noteGuess(List<Piece> before, List<Piece> after, Map<Piece, Piece> pairs) {
        if (!pairs.equals(commonPart(reversed(before), reversed(after)))) {
            pairs.keySet().stream()
                    .filter(piece -> piece.role().isLiveData() && !piece.isCopied() && !Names.isOnce(piece.name()))
                    .findFirst()
                    .ifPresent(piece -> correlation.addGuess(
                            new Correlation.Guess(Names.base(piece.name()), before.size(), after.size())));
        }
    }

    private static List<Piece> reversed(List<Piece> pieces) {
        List<Piece> reversed = new ArrayList<>(pieces);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Map<Piece, Piece> commonPart(List<Piece> before, List<Piece> after) {
        int[][] length = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                length[i][j] = alike(before.get(i), after.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        Map<Piece, Piece> pairs = new LinkedHashMap<>();
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            if (alike(before.get(i), after.get(j))) {
                pairs.put(before.get(i++), after.get(j++));
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return pairs;
    }

    private static boolean alike(Piece from, Piece to) {
        return from.size() == to.size()
                && from.role() == to.role()
                && (from.role().isInstructions() || from.content().equals(to.content()));
    }

    /** One left of each base name, and used by the same functions of the source. */
    private boolean lastOnes() {
        Map<Key, List<Piece>> before = alone(pre, true);
        Map<Key, List<Piece>> after = alone(post, false);
        boolean found = false;
        for (Map.Entry<Key, List<Piece>> entry : before.entrySet()) {
            List<Piece> others = after.getOrDefault(entry.getKey(), List.of());
            if (entry.getValue().size() != 1 || others.size() != 1) {
                continue;
            }
            Piece from = entry.getValue().get(0);
            Piece to = others.get(0);
            Set<String> usedBefore = users(pre, from);
            Set<String> usedAfter = users(post, to);
            Set<String> common = new LinkedHashSet<>(usedBefore);
            common.retainAll(usedAfter);
            boolean isUnused = usedBefore.isEmpty() && usedAfter.isEmpty();
            if (!common.isEmpty() || isUnused || space(from) == Space.FUNCTIONS) {
                found |= correlation.add(from, to);
            }
        }
        return found;
    }

    private Map<Key, List<Piece>> alone(ObjectMap map, boolean isPre) {
        Map<Key, List<Piece>> alone = new LinkedHashMap<>();
        for (Piece piece : map.pieces()) {
            if (Names.isNumbered(piece.name())
                    && (isPre ? correlation.post(piece) : correlation.pre(piece)).isEmpty()) {
                alone.computeIfAbsent(new Key(space(piece), Names.base(piece.name())), key -> new ArrayList<>())
                        .add(piece);
            }
        }
        return alone;
    }

    private static Set<String> users(ObjectMap map, Piece piece) {
        Set<String> users = new LinkedHashSet<>();
        map.users(piece).forEach(user -> users.add(Names.source(user.name())));
        return users;
    }
}
