/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Entries that the kernel's linker script or the module loader gathers by their section, with no code that refers to
 * them: quirks of devices, parameters, sets of BTF ids. The running kernel has its tables already, so that an entry
 * which comes, goes or changes would be without effect (include/asm-generic/vmlinux.lds.h and find_module_sections() of
 * kernel/module/main.c, Linux 6.1).
 */
final class GatheredEntries {
    /**
     * A difference.
     *
     * @param section the table
     * @param what the entry and what becomes of it
     */
    record Change(String section, String what) {}

    /** Where sections of data begin with that code finds by name; the last two are for hooks. */
    private static final List<String> NAMED_DATA =
            List.of(".data", ".rodata", ".bss", ".ref.data", Hook.SECTION_PREFIX, Hook.FOREIGN_SECTION_PREFIX);

    private record Key(String section, String name) {}

    private GatheredEntries() {}

    /** {@return what differs, given how to compare two entries without a name} */
    static List<Change> changes(ObjectMap pre, ObjectMap post, BiFunction<Piece, Piece, Optional<String>> difference) {
        Map<Key, List<Piece>> before = entries(pre);
        Map<Key, List<Piece>> after = entries(post);
        Set<Key> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (Key key : keys) {
            List<Piece> old = before.getOrDefault(key, List.of());
            List<Piece> now = after.getOrDefault(key, List.of());
            if (old.size() != now.size()) {
                Piece one = (old.size() < now.size() ? now : old).get(0);
                changes.add(new Change(
                        key.section(), one.name() + (old.size() < now.size() ? " is added" : " is removed")));
            } else if (key.name().isEmpty()) {
                for (int i = 0; i < old.size(); i++) {
                    difference
                            .apply(old.get(i), now.get(i))
                            .ifPresent(found -> changes.add(new Change(key.section(), found)));
                }
            }
        }
        return changes;
    }

    /** By name without the compiler's numbers; entries of the same function in several sets share one. */
    private static Map<Key, List<Piece>> entries(ObjectMap map) {
        Map<Key, List<Piece>> entries = new LinkedHashMap<>();
        for (Piece piece : map.pieces()) {
            if (contains(map, piece)) {
                String name = piece.isNamed() ? Names.base(piece.name()) : "";
                entries.computeIfAbsent(new Key(piece.section().name(), name), none -> new ArrayList<>())
                        .add(piece);
            }
        }
        return entries;
    }

    /** {@return whether this piece of the object is such an entry} */
    static boolean contains(ObjectMap map, Piece piece) {
        String section = piece.section().name();
        return piece.role().isLiveData()
                && NAMED_DATA.stream().noneMatch(section::startsWith)
                && !(piece.isNamed() && piece.isCopied())
                && !Names.isMarker(piece.name())
                && map.users(piece).isEmpty();
    }
}
