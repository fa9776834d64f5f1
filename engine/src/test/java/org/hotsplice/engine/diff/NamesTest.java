/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class NamesTest {
    @Test
    void numbersOfTheCompiler_areNotPartOfTheBase() {
        assertEquals("count", Names.base("count.12"));
        assertEquals("foo.isra", Names.base("foo.isra.0"));
        assertEquals("foo.constprop.isra", Names.base("foo.constprop.0.isra.1"));
        assertEquals("__UNIQUE_ID_ddebug", Names.base("__UNIQUE_ID_ddebug947.7"));
        assertEquals("foo.cold", Names.base("foo.cold"));
        assertEquals("md5_v2", Names.base("md5_v2"));
    }

    @Test
    void sourceName_isThatOfTheFunctionInTheSource() {
        assertEquals("foo", Names.source("foo.part.0.cold"));
        assertEquals("foo", Names.source("foo.constprop.0.isra.0"));
        assertEquals("foo", Names.source("foo"));
    }

    @Test
    void coldPart_belongsToItsHotFunction() {
        assertTrue(Names.isCold("foo.cold"));
        assertTrue(Names.isCold("foo.cold.26"));
        assertFalse(Names.isCold("cold"));
        assertEquals("foo.part.0", Names.hot("foo.part.0.cold"));
    }

    @Test
    void constantsOfOnePlace_areCopiedAndVariablesAreNot() {
        assertTrue(Names.isCopied("__func__.3"));
        assertTrue(Names.isCopied("CSWTCH.41"));
        assertTrue(Names.isCopied("init_srcu_struct_fields.__key.14"));
        assertFalse(Names.isCopied("__func__"));
        assertFalse(Names.isCopied("count.3"));
    }
}
