/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.diff.ShortName;
import org.hotsplice.engine.replacement.External;
import org.hotsplice.update.UpdateId;

/**
 * Functions and data that the patch adds to one target and uses in another one without exporting them. The targets' new
 * modules share them under names of the update's own, so that two updates which add the same can be loaded together.
 */
final class SharedSymbols {
    /** MODULE_NAME_LEN, the room for a name in {@code struct modversion_info} (include/linux/module.h, Linux 6.1). */
    private static final int LONGEST = 56;

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> added = new HashSet<>();

    /**
     * Finds them.
     *
     * @param id the update, which their names begin with
     */
    SharedSymbols(UpdateId id, List<MatchStage.Part> parts) {
        Map<String, String> definers = new HashMap<>();
        for (MatchStage.Part part : parts) {
            for (UnitChange change : part.changes()) {
                added.addAll(change.plan().globals());
                change.plan().globals().stream()
                        .filter(name -> !isExported(change, name))
                        .forEach(name -> definers.put(name, part.plan().target()));
            }
        }
        for (MatchStage.Part part : parts) {
            for (UnitChange change : part.changes()) {
                for (External external : change.plan().externals()) {
                    String definer = definers.get(external.name());
                    if (definer != null
                            && !definer.equals(part.plan().target())
                            && MatchStage.isAdded(external, added)) {
                        names.put(external.name(), symbol(id, external.name()));
                    }
                }
            }
        }
    }

    private static String symbol(UpdateId id, String name) {
        String symbol = id.symbolName(name);
        if (symbol.length() < LONGEST) {
            return symbol;
        }
        return id.symbolName("s" + ShortName.of(name));
    }

    private static boolean isExported(UnitChange change, String name) {
        return change.plan().diff().post().object().sections().stream()
                .map(section -> section.name())
                .anyMatch(section -> section.equals("___ksymtab+" + name) || section.equals("___ksymtab_gpl+" + name));
    }

    /** {@return the shared name of what this new code uses; empty where it is not of another part} */
    Optional<String> used(External external) {
        return MatchStage.isAdded(external, added) ? Optional.ofNullable(names.get(external.name())) : Optional.empty();
    }

    /** {@return the shared names of what this unit defines, by its name in the source} */
    Map<String, String> defined(UnitChange change) {
        Map<String, String> defined = new HashMap<>(names);
        defined.keySet().retainAll(change.plan().globals());
        return defined;
    }

    /** {@return the shared names of what these units define} */
    Set<String> defined(List<UnitChange> changes) {
        Set<String> defined = new TreeSet<>();
        changes.forEach(change -> defined.addAll(defined(change).values()));
        return defined;
    }
}
