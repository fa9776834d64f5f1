/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.engine.diff.FunctionChange;
import org.hotsplice.engine.diff.ObjectMap;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.diff.Target;
import org.hotsplice.engine.diff.UnitDiff;

/** Says who uses the functions of a unit, and what data they use. */
final class FunctionFacts {
    private final String target;
    private final UnitDiff diff;
    private final Surroundings surroundings;
    private final DataUses before;
    private final DataUses after;

    FunctionFacts(String target, UnitDiff diff, Surroundings surroundings) {
        this.target = target;
        this.diff = diff;
        this.surroundings = surroundings;
        this.before =
                new DataUses(diff.pre(), piece -> diff.correlation().post(piece).map(post -> piece), surroundings);
        this.after = new DataUses(diff.post(), diff.correlation()::pre, surroundings);
    }

    List<Fact> ofChanged(FunctionChange change) {
        List<Fact> facts = users(diff.pre(), change.pre(), surroundings.users(change.name()));
        Map<DataUses.Datum, DataKind> old = before.of(change.pre());
        Map<DataUses.Datum, DataKind> now = after.of(change.post());
        List<String> both = new ArrayList<>();
        List<String> oldOnly = new ArrayList<>();
        List<String> newOnly = new ArrayList<>();
        old.forEach((datum, kind) ->
                (isInBoth(datum, now) ? both : oldOnly).add(named(datum, now.getOrDefault(datum, kind))));
        now.forEach((datum, kind) -> {
            if (!isInBoth(datum, old)) {
                newOnly.add(named(datum, kind));
            }
        });
        add(facts, "data that it uses", both);
        add(facts, "data that only the old code uses", oldOnly);
        add(facts, "data that only the new code uses", newOnly);
        return facts;
    }

    List<Fact> ofAdded(Piece function) {
        List<Fact> facts = users(diff.post(), function, Optional.empty());
        add(facts, "data that it uses", names(after.of(function)));
        return facts;
    }

    List<Fact> ofRemoved(Piece function) {
        List<Fact> facts = users(diff.pre(), function, surroundings.users(function.name()));
        add(facts, "data that it used", names(before.of(function)));
        return facts;
    }

    private List<Fact> users(ObjectMap map, Piece function, Optional<Surroundings.Users> elsewhere) {
        List<Fact> facts = new ArrayList<>();
        add(
                facts,
                "used in this unit by",
                map.users(function).stream().map(Piece::name).sorted().toList());
        if (elsewhere.isEmpty()) {
            add(facts, "its address is taken, so it can be called indirectly, by", takers(map, function));
            return facts;
        }
        List<String> callers = elsewhere.get().callers();
        facts.add(new Fact(
                callers.isEmpty()
                        ? "called by nothing in " + target + " outside this unit"
                        : "called in " + target + " outside this unit by",
                callers));
        List<String> holders = elsewhere.get().holders();
        facts.add(new Fact(
                holders.isEmpty()
                        ? "its address is nowhere in " + target + ", so nothing there calls it indirectly"
                        : "its address is taken, so it can be called indirectly, by",
                holders));
        if (elsewhere.get().exported()) {
            facts.add(new Fact("exported: modules can call it and take its address", List.of()));
        }
        return facts;
    }

    /** {@return what of the unit has the function's address} */
    private static List<String> takers(ObjectMap map, Piece function) {
        return map.users(function).stream()
                .filter(user -> map.references(user).stream()
                        .anyMatch(reference -> !reference.branch()
                                && reference.target() instanceof Target.Inside inside
                                && inside.piece().equals(function)
                                && inside.offset() == entry(function)))
                .map(Piece::name)
                .sorted()
                .toList();
    }

    /** The symbol can stand behind a padded prefix. */
    private static long entry(Piece function) {
        return function.symbol()
                .map(symbol -> symbol.value() - function.start())
                .orElse(0L);
    }

    private static boolean isInBoth(DataUses.Datum datum, Map<DataUses.Datum, DataKind> other) {
        return !datum.alone() && other.containsKey(datum);
    }

    private static List<String> names(Map<DataUses.Datum, DataKind> data) {
        List<String> names = new ArrayList<>();
        data.forEach((datum, kind) -> names.add(named(datum, kind)));
        return names;
    }

    private static String named(DataUses.Datum datum, DataKind kind) {
        return datum.name() + kind.mark();
    }

    private static void add(List<Fact> facts, String what, List<String> names) {
        if (!names.isEmpty()) {
            facts.add(new Fact(what, names));
        }
    }
}
