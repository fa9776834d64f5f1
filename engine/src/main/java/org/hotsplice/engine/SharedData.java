/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.diff.AddedData;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.ShortName;
import org.hotsplice.engine.module.NewCode;
import org.hotsplice.engine.replacement.External;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;

/**
 * Data that one update adds to a target and later ones go on using. Its new module exports it under names of its own;
 * the new module of the later update imports them, and so is loaded after it and holds it in memory.
 */
final class SharedData {
    private final UpdateRequest request;
    private final String target;

    SharedData(UpdateRequest request, String target) {
        this.request = request;
        this.target = target;
    }

    /** Refuses what uses data of earlier updates, where it is not known which of them has it. */
    static void check(UpdateRequest request, List<UnitChange> changes) throws RefusedException {
        int required = request.requires().size();
        if (required == 1) {
            return;
        }
        for (UnitChange change : changes) {
            for (External external : change.plan().externals()) {
                if (external.scope() == External.Scope.EARLIER) {
                    throw new RefusedException(Issue.of(
                            EngineIssue.EARLIER_UPDATE,
                            change.unit(),
                            inSource(change, external),
                            "this one requires " + required + " updates, and which of them has it is not known"));
                }
            }
        }
    }

    private static String inSource(UnitChange change, External external) {
        return change.diff().earlierData().entrySet().stream()
                .filter(entry -> entry.getValue().equals(external.name()))
                .map(entry -> entry.getKey().name())
                .findFirst()
                .orElseThrow();
    }

    /** {@return the symbol of what this new code uses; empty where it is no data of an earlier update} */
    Optional<String> used(External external) {
        return external.scope() == External.Scope.EARLIER
                ? Optional.of(symbol(request.requires().get(0), external.name()))
                : Optional.empty();
    }

    /** {@return what these units use of an earlier update} */
    Optional<NewCode.Earlier> used(List<UnitChange> changes) {
        Set<String> symbols = new TreeSet<>();
        for (UnitChange change : changes) {
            change.plan().externals().forEach(external -> used(external).ifPresent(symbols::add));
        }
        return symbols.isEmpty()
                ? Optional.empty()
                : Optional.of(new NewCode.Earlier(request.requires().get(0), symbols));
    }

    /** {@return the symbols of what this unit adds} */
    Map<Piece, String> added(UnitChange change) {
        Map<Piece, String> added = new HashMap<>();
        for (Piece data : change.diff().addedData()) {
            if (change.plan().pieces().contains(data)) {
                String name = AddedData.name(change.unit(), change.diff().post(), data);
                added.put(data, symbol(request.id(), name));
            }
        }
        return added;
    }

    /** {@return the symbol; several targets may have the same unit} */
    private String symbol(UpdateId id, String name) {
        return id.symbolName("d" + ShortName.of(target + " " + name));
    }
}
