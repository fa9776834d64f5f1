/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which piece of pre is which piece of post. */
public final class Correlation {
    private final Map<Piece, Piece> toPost = new LinkedHashMap<>();
    private final Map<Piece, Piece> toPre = new LinkedHashMap<>();
    private final Set<Guess> guesses = new LinkedHashSet<>();

    /**
     * Static variables of one function and one name, of which some were added or removed and which look the same.
     *
     * @param name their name in the source
     * @param before how many there are without the patch
     * @param after how many there are with it
     */
    public record Guess(String name, int before, int after) {}

    /** Notes that they are the same; does nothing if one of them has been found before. */
    boolean add(Piece pre, Piece post) {
        if (toPost.containsKey(pre) || toPre.containsKey(post)) {
            return false;
        }
        toPost.put(pre, post);
        toPre.put(post, pre);
        return true;
    }

    void addGuess(Guess guess) {
        guesses.add(guess);
    }

    /** {@return the pairs that could as well be others} */
    public Set<Guess> guesses() {
        return Collections.unmodifiableSet(guesses);
    }

    /** {@return what this piece of pre is in post} */
    public Optional<Piece> post(Piece pre) {
        return Optional.ofNullable(toPost.get(pre));
    }

    /** {@return what this piece of post was in pre} */
    public Optional<Piece> pre(Piece post) {
        return Optional.ofNullable(toPre.get(post));
    }

    /** {@return whether they are the same} */
    public boolean same(Piece pre, Piece post) {
        return post.equals(toPost.get(pre));
    }

    /** {@return all pairs, pre to post} */
    public Map<Piece, Piece> pairs() {
        return Collections.unmodifiableMap(toPost);
    }
}
