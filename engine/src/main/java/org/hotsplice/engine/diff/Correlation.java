/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which piece of pre is which piece of post. */
public final class Correlation {
    private final Map<Piece, Piece> toPost = new LinkedHashMap<>();
    private final Map<Piece, Piece> toPre = new LinkedHashMap<>();

    /** Notes that they are the same; does nothing if one of them has been found before. */
    boolean add(Piece pre, Piece post) {
        if (toPost.containsKey(pre) || toPre.containsKey(post)) {
            return false;
        }
        toPost.put(pre, post);
        toPre.put(post, pre);
        return true;
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
        return java.util.Collections.unmodifiableMap(toPost);
    }
}
