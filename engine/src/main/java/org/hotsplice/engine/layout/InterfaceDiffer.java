/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.dwarf.DebugTypes;
import org.hotsplice.engine.dwarf.Die;
import org.hotsplice.engine.dwarf.Tag;
import org.hotsplice.engine.elf.ElfObject;

/**
 * Finds exported functions and variables whose type differs with the patch. Modules that were built without it would
 * call the new function as the old one; the kernel's loader would see it by the CRC of the export (scripts/genksyms).
 * The debug information is compared instead of CRCs, for these also change where a type only becomes visible.
 */
public final class InterfaceDiffer {
    /** Symbols that mark exports in objects: of include/linux/export.h until 6.4, and since. */
    private static final List<String> MARKS = List.of("__ksymtab_", "__export_symbol_");

    private InterfaceDiffer() {}

    /**
     * An export that differs.
     *
     * @param name the exported name
     * @param before its type without the patch
     * @param after its type with the patch
     */
    public record Change(String name, String before, String after) {}

    /**
     * {@return the exports that both objects have and that differ, by name}
     *
     * @param object the one without the patch, which says what is exported
     * @param pre its types
     * @param post the types with the patch
     */
    public static List<Change> diff(ElfObject object, DebugTypes pre, DebugTypes post) {
        Set<String> exports = exports(object);
        if (exports.isEmpty()) {
            return List.of();
        }
        Map<String, String> before = types(pre);
        Map<String, String> after = types(post);
        List<Change> changes = new ArrayList<>();
        for (String name : exports) {
            String old = before.get(name);
            String now = after.get(name);
            if (old != null && now != null && !old.equals(now)) {
                changes.add(new Change(name, old, now));
            }
        }
        return changes;
    }

    private static Set<String> exports(ElfObject object) {
        Set<String> names = new TreeSet<>();
        object.symbols().forEach(symbol -> MARKS.stream()
                .filter(symbol.name()::startsWith)
                .forEach(mark -> names.add(symbol.name().substring(mark.length()))));
        return names;
    }

    private static Map<String, String> types(DebugTypes types) {
        TypeText text = new TypeText(types);
        Map<String, String> found = new LinkedHashMap<>();
        for (Die die : types.all()) {
            if (die.isExternal() && !die.isDeclaration()) {
                if (die.tag() == Tag.FUNCTION) {
                    found.putIfAbsent(die.name(), text.prototype(die));
                } else if (die.tag() == Tag.VARIABLE) {
                    found.putIfAbsent(die.name(), text.of(die));
                }
            }
        }
        return found;
    }
}
