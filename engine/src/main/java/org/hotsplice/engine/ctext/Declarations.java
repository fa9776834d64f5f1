/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.ctext;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits C text into its declarations. */
public final class Declarations {
    private static final Pattern DEFINE = Pattern.compile("#(?:define|undef) ([A-Za-z_][A-Za-z0-9_]*)(.*)");
    /** By these the compiler keeps a function that nobody calls. */
    private static final Set<String> KEPT = Set.of("__used", "__used__", "used");

    private static final Set<String> TAGGED = Set.of("struct", "union", "enum");

    private final List<Declaration> declarations = new ArrayList<>();
    private final Deque<String> conditions = new ArrayDeque<>();
    private List<String> chunk = new ArrayList<>();
    private String context = "";
    private int braces;
    private int parens;
    private boolean body;

    private Declarations() {}

    /** {@return what the text declares, in its order} */
    public static List<Declaration> of(String text) {
        Declarations reader = new Declarations();
        CTokens.of(text).forEach(reader::take);
        reader.end();
        return reader.declarations;
    }

    private void take(String token) {
        if (token.startsWith("#") && token.length() > 1) {
            directive(token);
            return;
        }
        if (chunk.isEmpty()) {
            context = String.join(" ", conditions);
        }
        chunk.add(token);
        switch (token) {
            case "(" -> parens++;
            case ")" -> parens = Math.max(0, parens - 1);
            case "{" -> {
                if (braces == 0 && parens == 0) {
                    body = isFunctionHead();
                }
                braces++;
            }
            case "}" -> {
                braces = Math.max(0, braces - 1);
                if (braces == 0 && parens == 0 && body) {
                    end();
                }
            }
            case ";" -> {
                if (braces == 0 && parens == 0) {
                    end();
                }
            }
            default -> {}
        }
    }

    private void directive(String line) {
        if (line.startsWith("#if")) {
            conditions.addLast(line);
        } else if (line.startsWith("#el")) {
            String before = conditions.isEmpty() ? "" : conditions.removeLast();
            conditions.addLast(before + line);
        } else if (line.startsWith("#endif")) {
            conditions.pollLast();
        } else if (chunk.isEmpty()) {
            Matcher define = DEFINE.matcher(line);
            List<String> tokens = define.matches() ? CTokens.of(define.group(2)) : List.of(line);
            List<String> all = new ArrayList<>(
                    List.of(line.substring(0, line.indexOf(' ') < 0 ? line.length() : line.indexOf(' '))));
            all.addAll(tokens);
            declarations.add(new Declaration(
                    define.matches() ? Declaration.Kind.MACRO : Declaration.Kind.OPAQUE,
                    String.join(" ", conditions),
                    define.matches() ? Set.of(define.group(1)) : Set.of(),
                    all));
            return;
        }
        if (!chunk.isEmpty()) {
            // Within a declaration, a condition is part of it.
            chunk.add(line);
            if (braces > 0 && line.startsWith("#define ")) {
                chunk.addAll(CTokens.of(line.substring("#define ".length())));
            }
        }
    }

    private void end() {
        if (!chunk.isEmpty()) {
            declarations.add(new Declaration(kind(), context, names(), chunk));
        }
        chunk = new ArrayList<>();
        braces = 0;
        parens = 0;
        body = false;
    }

    /** A brace opens a function's body if a name with a list of parameters stands before it, and no {@code =}. */
    private boolean isFunctionHead() {
        List<String> called = called();
        if (chunk.contains("=") || called.isEmpty()) {
            return false;
        }
        boolean onlyAttributes = called.stream().allMatch(name -> name.startsWith("__"));
        boolean tagged = TAGGED.contains(chunk.get(0)) || (chunk.size() > 1 && TAGGED.contains(chunk.get(1)));
        return !onlyAttributes || !tagged || chunk.contains("*");
    }

    /** {@return the names before an opening parenthesis, outside all others and before any brace} */
    private List<String> called() {
        List<String> called = new ArrayList<>();
        int depth = 0;
        for (int index = 0; index < chunk.size(); index++) {
            String token = chunk.get(index);
            if (token.equals("{") && depth == 0) {
                break;
            } else if (token.equals("(")) {
                if (depth == 0 && index > 0 && CTokens.isIdentifier(chunk.get(index - 1))) {
                    called.add(chunk.get(index - 1));
                }
                depth++;
            } else if (token.equals(")")) {
                depth--;
            }
        }
        called.removeIf("__attribute__"::equals);
        return called;
    }

    private Declaration.Kind kind() {
        if (body) {
            boolean local = chunk.contains("static") || chunk.contains("inline") || chunk.contains("__always_inline");
            return local && Collections.disjoint(chunk, KEPT) ? Declaration.Kind.FUNCTION : Declaration.Kind.OPAQUE;
        }
        if (isType()) {
            return Declaration.Kind.TYPE;
        }
        boolean invocation = chunk.size() > 1
                && CTokens.isIdentifier(chunk.get(0))
                && chunk.get(1).equals("(");
        if (chunk.contains("=") || chunk.contains("{") || invocation) {
            return Declaration.Kind.OPAQUE;
        }
        boolean elsewhere = chunk.contains("extern") || !called().isEmpty() || chunk.size() <= 1;
        boolean forward = chunk.size() == 3 && TAGGED.contains(chunk.get(0));
        return elsewhere || forward ? Declaration.Kind.PROTOTYPE : Declaration.Kind.OPAQUE;
    }

    private boolean isType() {
        int brace = chunk.indexOf("{");
        int assignment = chunk.indexOf("=");
        if (chunk.get(0).equals("typedef")) {
            return true;
        }
        boolean defines = brace > 0 && chunk.subList(0, brace).stream().anyMatch(TAGGED::contains);
        return defines && (assignment < 0 || assignment > brace) && !endsWithInitialiser();
    }

    /** {@return whether a brace follows an {@code =} outside all braces} */
    private boolean endsWithInitialiser() {
        int depth = 0;
        for (String token : chunk) {
            if (token.equals("{")) {
                depth++;
            } else if (token.equals("}")) {
                depth--;
            } else if (token.equals("=") && depth == 0) {
                return true;
            }
        }
        return false;
    }

    private Set<String> names() {
        Declaration.Kind kind = kind();
        if (kind == Declaration.Kind.FUNCTION || (kind == Declaration.Kind.PROTOTYPE && !called().isEmpty())) {
            return new TreeSet<>(called());
        }
        Set<String> names = new TreeSet<>();
        chunk.stream().filter(CTokens::isIdentifier).forEach(names::add);
        names.removeAll(TAGGED);
        names.removeAll(COMMON);
        names.addAll(ownNames());
        return names;
    }

    /** {@return the tag that is given a body, and the name that a typedef makes: others depend on the type by these} */
    private Set<String> ownNames() {
        Set<String> own = new TreeSet<>();
        int depth = 0;
        for (int index = 0; index < chunk.size(); index++) {
            String token = chunk.get(index);
            if (token.equals("{")) {
                if (depth == 0 && index > 0 && CTokens.isIdentifier(chunk.get(index - 1))) {
                    own.add(chunk.get(index - 1));
                }
                depth++;
            } else if (token.equals("}")) {
                depth--;
            }
        }
        if (chunk.get(0).equals("typedef") && chunk.size() > 2 && CTokens.isIdentifier(chunk.get(chunk.size() - 2))) {
            own.add(chunk.get(chunk.size() - 2));
        }
        own.removeAll(TAGGED);
        return own;
    }

    /** Words and types so common in bodies of types that they say nothing of who depends on one. */
    private static final Set<String> COMMON = Set.of(
            "typedef",
            "extern",
            "static",
            "inline",
            "const",
            "volatile",
            "void",
            "char",
            "short",
            "int",
            "long",
            "unsigned",
            "signed",
            "bool",
            "u8",
            "u16",
            "u32",
            "u64",
            "s8",
            "s16",
            "s32",
            "s64",
            "__u8",
            "__u16",
            "__u32",
            "__u64",
            "size_t",
            "ssize_t",
            "gfp_t",
            "loff_t",
            "dma_addr_t",
            "spinlock_t",
            "atomic_t",
            "list_head",
            "mutex",
            "device",
            "work_struct");

    /**
     * What differs between two texts.
     *
     * @param changed the declarations that only one of them has
     * @param names the names by which other text can depend on these
     * @param opaque whether one of them makes code or data itself, or cannot be told
     */
    public record Difference(List<Declaration> changed, Set<String> names, boolean opaque) {
        public Difference {
            changed = List.copyOf(changed);
            names = Set.copyOf(names);
        }
    }

    /** {@return what other text can depend on and differs between the two} */
    public static Difference difference(String before, String after) {
        List<Declaration> old = new ArrayList<>(of(before));
        List<Declaration> changed = new ArrayList<>(of(after));
        List<Declaration> common = new ArrayList<>(changed);
        for (Declaration declaration : common) {
            if (old.remove(declaration)) {
                changed.remove(declaration);
            }
        }
        changed.addAll(old);
        Set<String> names = new TreeSet<>();
        boolean opaque = false;
        for (Declaration declaration : changed) {
            names.addAll(declaration.names());
            opaque |= declaration.kind() == Declaration.Kind.OPAQUE
                    || declaration.names().isEmpty();
        }
        return new Difference(changed, names, opaque);
    }
}
