/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.dwarf.DebugTypes;
import org.hotsplice.engine.dwarf.Die;
import org.hotsplice.engine.dwarf.Tag;

/** Collects the layouts of an object's types by name. */
final class LayoutReader {
    private static final int DEEPEST = 16;

    private final DebugTypes types;
    private final TypeText text;
    private final Map<String, List<Layout>> layouts = new LinkedHashMap<>();
    private final Set<String> stored = new LinkedHashSet<>();
    private final Map<String, Long> anonymousConstants = new LinkedHashMap<>();

    LayoutReader(DebugTypes types) {
        this.types = types;
        this.text = new TypeText(types);
        Set<Long> named = new LinkedHashSet<>();
        for (Die die : types.all()) {
            if (die.tag() == Tag.TYPEDEF) {
                types.at(die.type())
                        .filter(target -> target.name().isEmpty() && TypeText.isAggregate(target.tag()))
                        .ifPresent(target -> {
                            named.add(target.offset());
                            add(die.name(), target);
                        });
            }
        }
        for (Die die : types.all()) {
            if (TypeText.isAggregate(die.tag()) && !die.isDeclaration()) {
                if (!die.name().isEmpty()) {
                    add(kind(die) + " " + die.name(), die);
                } else if (die.tag() == Tag.ENUMERATION && !named.contains(die.offset())) {
                    anonymousConstants.putAll(constants(die));
                }
            }
            if ((die.tag() == Tag.STRUCTURE || die.tag() == Tag.UNION)
                    && !die.name().startsWith("trace_event_raw_")) {
                die.children().stream()
                        .filter(member -> member.tag() == Tag.MEMBER)
                        .forEach(member -> stored.add(text.of(member)));
            } else if (die.tag() == Tag.VARIABLE && die.isExternal()) {
                stored.add(text.of(die));
            }
        }
    }

    private static String kind(Die die) {
        return die.tag() == Tag.STRUCTURE ? "struct" : die.tag() == Tag.UNION ? "union" : "enum";
    }

    /** {@return the layouts of the types with names; several where functions have types of one name} */
    Map<String, List<Layout>> layouts() {
        return layouts;
    }

    /** {@return whether a struct has a member of this type, or a variable is of it} */
    boolean isStored(String type) {
        return stored.contains(type);
    }

    /** {@return the constants of enums without a name} */
    Map<String, Long> anonymousConstants() {
        return anonymousConstants;
    }

    private void add(String name, Die die) {
        Map<String, Layout.Field> fields = new LinkedHashMap<>();
        if (die.tag() != Tag.ENUMERATION) {
            addFields(die, "", 0, fields, 0);
        }
        Layout layout = new Layout(
                name, die.byteSize().orElse(0), fields, die.tag() == Tag.ENUMERATION ? constants(die) : Map.of());
        layouts.computeIfAbsent(name, key -> new ArrayList<>()).add(layout);
    }

    private void addFields(Die aggregate, String path, long base, Map<String, Layout.Field> fields, int depth) {
        int unnamed = 0;
        for (Die member : aggregate.children()) {
            if (member.tag() != Tag.MEMBER) {
                continue;
            }
            long at = base + member.bitOffset();
            Optional<Die> anonymous = types.at(member.type())
                    .filter(type -> type.name().isEmpty() && (type.tag() == Tag.STRUCTURE || type.tag() == Tag.UNION));
            if (anonymous.isPresent() && depth < DEEPEST) {
                String inner = member.name().isEmpty() ? path : path + member.name() + ".";
                addFields(anonymous.get(), inner, at, fields, depth + 1);
            } else {
                String name = member.name().isEmpty() ? path + "(unnamed " + unnamed++ + ")" : path + member.name();
                fields.putIfAbsent(name, new Layout.Field(at, member.bitSize().orElse(0), text.of(member)));
            }
        }
    }

    private static Map<String, Long> constants(Die enumeration) {
        Map<String, Long> constants = new LinkedHashMap<>();
        for (Die part : enumeration.children()) {
            if (part.tag() == Tag.ENUMERATOR) {
                constants.put(part.name(), part.constant());
            }
        }
        return constants;
    }
}
