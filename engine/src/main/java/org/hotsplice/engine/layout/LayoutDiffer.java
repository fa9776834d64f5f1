/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.engine.dwarf.DebugTypes;

/**
 * Finds types that exist without and with the patch and differ. New types are of no concern, as no object of them
 * exists. For enums, a constant that changes its value matters where objects can hold it: where a struct has a member
 * of the enum, or the enum has no name, as those for bit numbers. One that is last of all is taken for a count of the
 * others.
 */
public final class LayoutDiffer {
    private static final int SHOWN = 4;

    private final LayoutReader pre;
    private final LayoutReader post;
    private final List<LayoutChange> changes = new ArrayList<>();

    private LayoutDiffer(DebugTypes pre, DebugTypes post) {
        this.pre = new LayoutReader(pre);
        this.post = new LayoutReader(post);
    }

    /** {@return the types that differ, in the order of pre; none where both have no debug information} */
    public static List<LayoutChange> diff(DebugTypes pre, DebugTypes post) {
        return new LayoutDiffer(pre, post).run();
    }

    private List<LayoutChange> run() {
        for (Map.Entry<String, List<Layout>> entry : pre.layouts().entrySet()) {
            List<Layout> before = entry.getValue();
            List<Layout> after = post.layouts().getOrDefault(entry.getKey(), List.of());
            if (after.isEmpty() || before.equals(after)) {
                continue;
            }
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                compare(before.get(i), after.get(i));
            }
        }
        compareConstants("enum", pre.anonymousConstants(), post.anonymousConstants(), true);
        return List.copyOf(changes);
    }

    private void compare(Layout before, Layout after) {
        if (before.isEnum()) {
            if (before.size() != after.size()) {
                changes.add(new LayoutChange(before.name(), size(before, after), true));
            }
            compareConstants(before.name(), before.constants(), after.constants(), pre.isStored(before.name()));
            return;
        }
        List<String> found = new ArrayList<>();
        if (before.size() != after.size()) {
            found.add(size(before, after));
        }
        before.fields().forEach((name, field) -> {
            Layout.Field now = after.fields().get(name);
            if (now == null) {
                found.add("member '" + name + "' at offset " + field.place() + " is removed");
            } else if (now.bitOffset() != field.bitOffset()) {
                found.add("member '" + name + "' moves from offset " + field.place() + " to " + now.place());
            } else if (now.bitSize() != field.bitSize() || !now.type().equals(field.type())) {
                found.add("member '" + name + "' at offset " + field.place() + " changes from '" + type(field)
                        + "' to '" + type(now) + "'");
            }
        });
        after.fields().forEach((name, field) -> {
            if (!before.fields().containsKey(name)) {
                found.add("member '" + name + "' is added at offset " + field.place());
            }
        });
        if (!found.isEmpty()) {
            changes.add(new LayoutChange(before.name(), shorten(found), true));
        }
    }

    private static String size(Layout before, Layout after) {
        return "size changes from " + before.size() + " to " + after.size() + " bytes";
    }

    private static String type(Layout.Field field) {
        return field.bitSize() == 0 ? field.type() : field.type() + ":" + field.bitSize();
    }

    private static String shorten(List<String> found) {
        if (found.size() <= SHOWN) {
            return String.join("; ", found);
        }
        return String.join("; ", found.subList(0, SHOWN)) + "; and " + (found.size() - SHOWN) + " more";
    }

    private void compareConstants(String type, Map<String, Long> before, Map<String, Long> after, boolean stored) {
        List<String> names = List.copyOf(before.keySet());
        List<String> found = new ArrayList<>();
        for (String name : names) {
            Long old = before.get(name);
            Long now = after.get(name);
            boolean isCount = name.equals(names.get(names.size() - 1)) && after.size() > before.size();
            if (now != null && !now.equals(old) && !isCount) {
                found.add("constant '" + name + "' changes from " + old + " to " + now);
            }
        }
        if (!found.isEmpty()) {
            changes.add(new LayoutChange(type, shorten(found), stored));
        }
    }
}
