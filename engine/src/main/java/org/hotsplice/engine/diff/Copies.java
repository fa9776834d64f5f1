/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.HashSet;
import java.util.Set;

/**
 * Constants that code brings along although the running kernel has them: those that belong to one place in code, and
 * those that the patch changes and that are sure to be read by replaced code only. The latter are static constants of a
 * function: nothing but functions of the unit refers to them, so all their users can be replaced, and they hold no
 * pointers to functions, as tables of operations do that outlive the function.
 */
public final class Copies {
    private final Set<Piece> changedPre = new HashSet<>();
    private final Set<Piece> changedPost = new HashSet<>();

    /** Notes that the constant is to be copied if that is sound. {@return whether it is} */
    boolean addIfSound(ObjectMap pre, Piece from, ObjectMap post, Piece to) {
        if (!isSound(pre, from) || !isSound(post, to)) {
            return false;
        }
        changedPre.add(from);
        changedPost.add(to);
        return true;
    }

    private static boolean isSound(ObjectMap map, Piece piece) {
        return piece.role() == Role.CONST
                && Names.isNumbered(piece.name())
                && !piece.isGlobal()
                && map.users(piece).stream().allMatch(user -> user.role() == Role.CODE || user.role() == Role.EXIT_CODE)
                && map.references(piece).stream().noneMatch(Copies::isToFunction);
    }

    private static boolean isToFunction(Reference reference) {
        Target target = reference.target();
        return target instanceof Target.Outside
                || (target instanceof Target.Inside inside
                        && inside.piece().role().isInstructions());
    }

    /** {@return whether both are copied} */
    boolean contains(Piece pre, Piece post) {
        return (pre.isCopied() || changedPre.contains(pre)) && contains(post);
    }

    /** {@return whether the new object has its own of this piece of post} */
    public boolean contains(Piece post) {
        return post.isCopied() || changedPost.contains(post);
    }
}
