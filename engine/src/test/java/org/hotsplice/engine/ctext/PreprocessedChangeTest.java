/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PreprocessedChangeTest {
    private static final String UNIT =
            """
            typedef unsigned int u32;
            struct mark { u32 flags; struct mark *next; };
            struct group { struct mark first; u32 number; };
            struct mark *get_mark(u32 number);
            static inline u32 flags_of(struct mark *mark) { return mark->flags; }
            static inline u32 number_of(struct group *group) { return group->number; }
            extern struct group *the_group;
            int open_group(void)
            {
            \treturn number_of(the_group) + ';' + "{;("[0];
            }
            """;

    private static boolean canMatter(String old, String changed) {
        assertTrue(UNIT.contains(old));
        return PreprocessedChange.canMatter(UNIT, UNIT.replace(old, changed));
    }

    @Test
    void addedPrototype_doesNotMatter() {
        assertFalse(canMatter("struct mark *get_mark", "void put_mark(struct mark *mark);\nstruct mark *get_mark"));
    }

    @Test
    void inlineFunctionThatNobodyCalls_doesNotMatter() {
        assertFalse(canMatter("return mark->flags;", "return mark->flags & 1;"));
    }

    @Test
    void inlineFunctionThatAnotherCalls_mattersIfThatIsCalled() {
        assertTrue(canMatter("return group->number;", "return group->number + 1;"));
    }

    @Test
    void typeInsideAnother_mattersToWhoUsesTheOther() {
        assertTrue(canMatter("u32 flags; struct", "u32 flags; u32 more; struct"));
    }

    @Test
    void functionThatTheUnitItselfMakes_matters() {
        assertTrue(canMatter("\treturn number_of", "\tthe_group = 0;\n\treturn number_of"));
    }

    @Test
    void addedData_matters() {
        assertTrue(canMatter("extern struct group", "static int count;\nextern struct group"));
    }

    @Test
    void staticFunctionThatIsKeptWithoutCallers_matters() {
        assertTrue(canMatter("extern struct", "static __attribute__((__used__)) void f(void) {}\nextern struct"));
    }

    @Test
    void textThatEndsInTheMiddle_cannotBeTold() {
        assertTrue(PreprocessedChange.canMatter(UNIT, UNIT.replace("return mark->flags; }", "return mark->flags;")));
    }
}
