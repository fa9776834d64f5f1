/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DeclarationsTest {
    private static void assertKind(Declaration.Kind kind, Set<String> names, String text) {
        List<Declaration> declarations = Declarations.of(text);
        assertEquals(1, declarations.size(), declarations::toString);
        assertEquals(kind, declarations.get(0).kind());
        assertEquals(names, declarations.get(0).names());
    }

    @Test
    void inlineFunction_hasItsName() {
        assertKind(
                Declaration.Kind.FUNCTION,
                Set.of("sk_free"),
                "static inline void sk_free(struct sock *sk)\n{\n\tif (sk) { put(sk); } /* { */\n}\n");
    }

    @Test
    void functionThatReturnsAStruct_isAFunction() {
        assertKind(Declaration.Kind.FUNCTION, Set.of("__get"), "static inline struct a *__get(int i) { return f(i); }");
    }

    @Test
    void attributeAfterTheParameters_staysPartOfTheHead() {
        assertKind(
                Declaration.Kind.FUNCTION,
                Set.of("lock", "__acquires"),
                "static inline void lock(int x) __acquires(x) { go(x); }");
    }

    @Test
    void functionThatEachIncluderGets_isOpaque() {
        assertEquals(
                Declaration.Kind.OPAQUE,
                Declarations.of("int f(void) { return 0; }").get(0).kind());
    }

    @Test
    void structWithAttributeAndMembers_namesThemAll() {
        assertKind(
                Declaration.Kind.TYPE,
                Set.of("sock", "__aligned", "sk_prot", "proto"),
                "struct __aligned(8) sock {\n\tstruct proto *sk_prot;\n};");
    }

    @Test
    void commonNameOfATypeThatIsDefined_isAmongItsNames() {
        assertKind(Declaration.Kind.TYPE, Set.of("mutex", "owner"), "struct mutex { spinlock_t owner; };");
        assertKind(Declaration.Kind.TYPE, Set.of("gfp_t"), "typedef unsigned int gfp_t;");
    }

    @Test
    void prototypeAndExternVariable_areElsewhere() {
        assertKind(Declaration.Kind.PROTOTYPE, Set.of("f"), "int f(struct sock *sk, int x);");
        assertKind(Declaration.Kind.PROTOTYPE, Set.of("limit"), "extern int limit;");
    }

    @Test
    void macroWithContinuedLines_isOneMacro() {
        assertKind(Declaration.Kind.MACRO, Set.of("MAX"), "#define MAX(a, b) \\\n\t((a) > (b) ? \\\n\t (a) : (b))\n");
    }

    @Test
    void macroCallAtTheTop_isOpaque() {
        assertEquals(
                Declaration.Kind.OPAQUE,
                Declarations.of("DECLARE_STATIC_KEY_FALSE(key);").get(0).kind());
    }

    @Test
    void addedPrototype_isTheOnlyDifference() {
        String before = "struct a;\nint f(int x);\nstatic inline int g(void) { return 1; }\n";
        Declarations.Difference difference =
                Declarations.difference(before, before.replace("int f", "/* new */\nint h(void);\nint f"));
        assertEquals(Set.of("h"), difference.names());
        assertFalse(difference.opaque());
    }

    @Test
    void movedLinesAndComments_areNoDifference() {
        String before = "int f(int x); /* one */\n";
        assertEquals(
                Set.of(),
                Declarations.difference(before, "\n\n// two\nint f(int x);\n").names());
    }

    @Test
    void otherConditionAroundIt_isADifference() {
        String text = "#ifdef A\nint f(void);\n#endif\n";
        assertEquals(
                Set.of("f"),
                Declarations.difference(text, text.replace("ifdef A", "ifdef B"))
                        .names());
    }

    @Test
    void addedInclude_cannotBeTold() {
        assertTrue(Declarations.difference("", "#include <linux/a.h>\n").opaque());
    }

    @Test
    void unbalancedText_ends() {
        Declarations.of("static inline int f(int x) {{{ ((( \"abc");
        Declarations.of("}}}} )))) ;;;; #define\n# \n#");
    }

    @Test
    void names_areFoundAsWholeWordsAndWhenPasted() {
        NameFinder finder = new NameFinder(Set.of("sock_rmem_free"));
        assertTrue(finder.isIn("x = sock_rmem_free;"));
        assertFalse(finder.isIn("x = sock_rmem_free2 + my_sock_rmem_free;"));
        assertTrue(finder.isIn("#define M(x) sock_ ## x"));
        assertTrue(finder.isIn("#define M(x) x##_free"));
        assertFalse(finder.isIn("#define M(x) skb_ ## x"));
        assertTrue(finder.isIn("#define M(x) \\\n\tsock_##x##_free"));
        assertFalse(finder.isIn("#define M(x) \\\n\tskb_##x##_free"), "every known operand has to fit");
        assertFalse(finder.isIn("#define M(sock, free) sock##free"), "parameters are no text of the name");
    }
}
