/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.elf;

/**
 * Where a symbol lives.
 *
 * @param where in a section of this object, or not
 * @param sectionIndex index of the section where it is in one, else 0
 */
public record Placement(Where where, int sectionIndex) {
    /** A symbol of another object. */
    public static final Placement UNDEFINED = new Placement(Where.UNDEFINED, 0);
    /** A number. */
    public static final Placement ABSOLUTE = new Placement(Where.ABSOLUTE, 0);
    /** A tentative definition: the value is the alignment. */
    public static final Placement COMMON = new Placement(Where.COMMON, 0);

    /** The kinds of place. */
    public enum Where {
        SECTION,
        UNDEFINED,
        ABSOLUTE,
        COMMON
    }

    public Placement {
        if ((where == Where.SECTION) != (sectionIndex > 0)) {
            throw new IllegalArgumentException(where + " with section index " + sectionIndex);
        }
    }

    /** {@return the placement in this section} */
    public static Placement in(int sectionIndex) {
        return new Placement(Where.SECTION, sectionIndex);
    }

    /** {@return whether it is in a section of this object} */
    public boolean inSection() {
        return where == Where.SECTION;
    }

    /** {@return whether it is in this section} */
    public boolean inSection(Section section) {
        return where == Where.SECTION && sectionIndex == section.index();
    }
}
