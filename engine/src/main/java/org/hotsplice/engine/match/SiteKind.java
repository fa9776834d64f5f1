/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

/** A place in code that the kernel patches itself; the constants of enum hotsplice_site_kind. */
public enum SiteKind {
    /** One of the listed byte strings. */
    VARIANTS,
    /** A call of {@code __fentry__}. */
    FENTRY,
    /** A return through a thunk. */
    RETURN,
    /** An indirect branch through a thunk. */
    RETPOLINE,
    /** A call whose target is kept in a static call key. */
    STATIC_CALL
}
