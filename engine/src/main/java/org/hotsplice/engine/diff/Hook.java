/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

/**
 * A function that the patch's author wants to be called at a point of the update's life.
 *
 * @param kind the point, as the last part of the section's name: "pre_apply"
 * @param function in post
 */
public record Hook(String kind, Piece function) {
    /** Sections with pointers to such functions begin like this. */
    public static final String SECTION_PREFIX = ".hotsplice.hook.";

    /** The same of kpatch's macros for patch authors (its kmod/patch/kpatch-macros.h). */
    public static final String FOREIGN_SECTION_PREFIX = ".kpatch.";
}
