/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.layout;

import java.util.Optional;
import org.hotsplice.engine.dwarf.DebugTypes;
import org.hotsplice.engine.dwarf.Die;
import org.hotsplice.engine.dwarf.Tag;

/**
 * Writes a type so that two types are written alike where objects of them mean the same to code: by name where the type
 * has one of its own, since that one is compared itself; integers by size and sign; without const and volatile.
 */
final class TypeText {
    private static final int DEEPEST = 12;

    private final DebugTypes types;

    TypeText(DebugTypes types) {
        this.types = types;
    }

    String of(Die user) {
        return of(types.at(user.type()), 0);
    }

    /** {@return how a function is called: what it returns and takes, without names} */
    String prototype(Die function) {
        return function(function, 0);
    }

    private String of(Optional<Die> type, int depth) {
        if (type.isEmpty()) {
            return "void";
        }
        if (depth > DEEPEST) {
            return "...";
        }
        Die die = type.get();
        return switch (die.tag()) {
            case BASE -> integer(die);
            case CONST, VOLATILE, RESTRICT, ATOMIC -> of(types.at(die.type()), depth + 1);
            case TYPEDEF -> {
                Optional<Die> target = types.at(die.type());
                boolean isAnonymous = target.isPresent()
                        && target.get().name().isEmpty()
                        && isAggregate(target.get().tag());
                yield isAnonymous ? die.name() : of(target, depth + 1);
            }
            case POINTER -> of(types.at(die.type()), depth + 1) + " *";
            case STRUCTURE -> named("struct", die, depth);
            case UNION -> named("union", die, depth);
            case ENUMERATION -> die.name().isEmpty() ? "enum" : "enum " + die.name();
            case ARRAY -> of(types.at(die.type()), depth + 1) + bounds(die);
            case SUBROUTINE -> function(die, depth);
            case PARAMETER,
                    MEMBER,
                    COMPILE_UNIT,
                    VARIABLE_PARAMETERS,
                    SUBRANGE,
                    ENUMERATOR,
                    FUNCTION,
                    VARIABLE,
                    OTHER -> die.name();
        };
    }

    static boolean isAggregate(Tag tag) {
        return tag == Tag.STRUCTURE || tag == Tag.UNION || tag == Tag.ENUMERATION;
    }

    private static String integer(Die die) {
        long bits = 8 * die.byteSize().orElse(0);
        return switch ((int) die.encoding()) {
            case 2 -> "bool" + bits;
            case 4 -> "float" + bits;
            case 5, 6 -> "s" + bits;
            case 7, 8 -> "u" + bits;
            default -> die.name();
        };
    }

    private String named(String kind, Die die, int depth) {
        if (!die.name().isEmpty()) {
            return kind + " " + die.name();
        }
        StringBuilder text = new StringBuilder(kind).append(" {");
        for (Die member : die.children()) {
            if (member.tag() == Tag.MEMBER) {
                text.append(' ')
                        .append(of(types.at(member.type()), depth + 1))
                        .append(' ')
                        .append(member.name())
                        .append('@')
                        .append(member.bitOffset())
                        .append(';');
            }
        }
        return text.append(" }").toString();
    }

    private static String bounds(Die array) {
        StringBuilder text = new StringBuilder();
        for (Die part : array.children()) {
            if (part.tag() == Tag.SUBRANGE) {
                text.append('[');
                part.count().ifPresent(text::append);
                text.append(']');
            }
        }
        return text.toString();
    }

    private String function(Die die, int depth) {
        StringBuilder text = new StringBuilder(of(types.at(die.type()), depth + 1)).append(" (");
        String separator = "";
        for (Die part : die.children()) {
            if (part.tag() == Tag.PARAMETER) {
                text.append(separator).append(of(types.at(part.type()), depth + 1));
                separator = ", ";
            } else if (part.tag() == Tag.VARIABLE_PARAMETERS) {
                text.append(separator).append("...");
            }
        }
        return text.append(')').toString();
    }
}
