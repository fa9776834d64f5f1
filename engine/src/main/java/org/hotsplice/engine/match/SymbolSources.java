/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.elf.Binding;
import org.hotsplice.engine.elf.Symbol;
import org.hotsplice.engine.image.ImageSymbol;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * Decides from where the kernel gets the value of each symbol that replacement code needs. Run code comes first: fields
 * of functions that are matched anyway, then of functions of the unit that are matched for that purpose. Only what no
 * code of the unit refers to is looked up by name.
 */
final class SymbolSources {
    private final PartRequest request;
    private final List<UnitMatch> units;
    private final MatchedSet matched;
    private final SymbolRows rows;

    SymbolSources(PartRequest request, List<UnitMatch> units, MatchedSet matched, SymbolRows rows) {
        this.request = request;
        this.units = units;
        this.matched = matched;
        this.rows = rows;
    }

    /** {@return the row of a needed symbol} */
    int of(Needed needed) throws RefusedException {
        Optional<UnitMatch> unit = unit(needed.unit());
        Optional<Symbol> defined = unit.flatMap(match -> defined(match, needed.name()));
        if (unit.isPresent() && defined.isPresent()) {
            return inUnit(unit.get(), defined.get(), needed);
        }
        if (!needed.local()) {
            for (UnitMatch other : units) {
                Optional<Symbol> global =
                        defined(other, needed.name()).filter(symbol -> symbol.binding() == Binding.GLOBAL);
                if (global.isPresent()) {
                    return inUnit(other, global.get(), needed);
                }
            }
            SymbolKey key = SymbolKey.shared(needed.name());
            if (matched.provides(key) || recruit(key, unit)) {
                return rows.of(key);
            }
        }
        return byName(needed, Optional.empty());
    }

    /** {@return the row of a static call's key} */
    int staticCallKey(RefFunction function, SymbolKey key) throws RefusedException {
        Integer known = rows.byKey().get(key);
        if (known != null) {
            return known;
        }
        int row;
        if (request.kernel().symbols(key.name()).size() == 1 && !definedInModule(key.name())) {
            row = rows.named(key.name(), "vmlinux");
        } else {
            row = of(new Needed(function.unit(), key.name(), false, false));
        }
        rows.bind(key, row);
        return row;
    }

    private boolean definedInModule(String name) {
        return !isKernel() && !request.image().symbols(name).isEmpty();
    }

    private boolean isKernel() {
        return request.image().target().equals("vmlinux");
    }

    private Optional<UnitMatch> unit(String name) {
        return units.stream().filter(match -> match.ref().unit().equals(name)).findFirst();
    }

    private static Optional<Symbol> defined(UnitMatch match, String name) {
        return match.ref().object().symbols().stream()
                .filter(symbol -> symbol.name().equals(name)
                        && symbol.placement().inSection()
                        && symbol.binding() != Binding.WEAK)
                .findFirst();
    }

    private int inUnit(UnitMatch unit, Symbol symbol, Needed needed) throws RefusedException {
        Optional<RefFunction> function =
                unit.ref().function(symbol.name()).filter(candidate -> candidate.offset() == symbol.value());
        if (function.isPresent() && matched.contains(function.get())) {
            return rows.function(function.get());
        }
        SymbolKey section = unit.ref().resolver().key(symbol).orElseThrow();
        if (!matched.provides(section)) {
            recruit(section, Optional.of(unit));
        }
        Optional<Long> address = unit.value(section).map(base -> base + symbol.value());
        boolean listed = address.isPresent() && request.image().lists(symbol.name(), address.get());
        if (matched.provides(section) && listed) {
            return rows.anchored(symbol.name(), rows.of(section), symbol.value());
        }
        return byName(needed, address);
    }

    /** Matches one more function, the smallest that gives the symbol a value. */
    private boolean recruit(SymbolKey key, Optional<UnitMatch> first) {
        List<UnitMatch> order = new ArrayList<>();
        first.ifPresent(order::add);
        units.stream().filter(unit -> !order.contains(unit)).forEach(order::add);
        for (UnitMatch unit : order) {
            List<RefFunction> candidates = unit.ref().functions().stream()
                    .filter(function -> isUsable(unit, function) && refersTo(function, key))
                    .sorted(Comparator.comparingInt(RefFunction::size).thenComparing(RefFunction::name))
                    .toList();
            for (RefFunction candidate : candidates) {
                if (recruit(unit, candidate, key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean recruit(UnitMatch unit, RefFunction candidate, SymbolKey key) {
        try {
            MatchedSet.Entry entry = MatchedSet.read(unit.ref(), candidate);
            boolean gives = candidate.section().equals(key)
                    || entry.fields().stream().anyMatch(field -> key.equals(field.symbol()));
            if (gives) {
                matched.add(entry);
            }
            return gives;
        } catch (UnmatchableException e) {
            return false; // another function may do
        }
    }

    private boolean isUsable(UnitMatch unit, RefFunction function) {
        return !function.isInit()
                && !function.weak()
                && !unit.absent().contains(function)
                && unit.address(function)
                        .map(address -> request.image().lists(function.name(), address))
                        .orElse(false);
    }

    private static boolean refersTo(RefFunction function, SymbolKey key) {
        return function.section().equals(key)
                || function.fields().stream().anyMatch(field -> key.equals(field.symbol()));
    }

    private int byName(Needed needed, Optional<Long> address) throws RefusedException {
        String name = needed.name();
        if (!isKernel()) {
            List<ImageSymbol> own = request.image().symbols(name);
            if (own.size() == 1) {
                return rows.named(name, request.image().target());
            }
            if (own.size() > 1) {
                throw unresolvable(needed, own.size() + " places of the module have the name");
            }
        }
        List<ImageSymbol> places = request.kernel().symbols(name);
        if (places.size() == 1) {
            return rows.named(name, "vmlinux");
        }
        Optional<String> module = places.isEmpty() ? exportingModule(name) : Optional.empty();
        if (module.isPresent()) {
            return rows.named(name, module.get());
        }
        List<ImageSymbol> meant =
                places.stream().filter(place -> isMeant(place, needed, address)).toList();
        List<ImageSymbol> starts = request.kernel().symbols(SymbolRows.KERNEL_START);
        // Below the kernel's own addresses are offsets into per-cpu areas, which do not move with the kernel.
        if (meant.size() == 1 && meant.get(0).address() < 0 && starts.size() == 1) {
            long delta = meant.get(0).address() - starts.get(0).address();
            return rows.anchored(name, rows.named(SymbolRows.KERNEL_START, "vmlinux"), delta);
        }
        throw unresolvable(
                needed,
                places.isEmpty()
                        ? "no code of the unit refers to it and the kernel does not list it"
                        : "no code of the unit refers to it and " + places.size() + " places have the name");
    }

    /** A static call may be exported without its key: then its trampoline says where it is. */
    private Optional<String> exportingModule(String name) {
        String trampoline = name.startsWith("__SCK__") ? "__SCT__" + name.substring("__SCK__".length()) : name;
        return request.exported()
                .export(name)
                .or(() -> request.exported().export(trampoline))
                .map(ModuleSymvers.Export::moduleName)
                .filter(module -> !module.equals("vmlinux"));
    }

    private boolean isMeant(ImageSymbol place, Needed needed, Optional<Long> address) {
        if (address.isPresent() && isKernel()) {
            return place.address() == address.get();
        }
        return place.isGlobal() && !needed.local();
    }

    private static RefusedException unresolvable(Needed needed, String reason) {
        return new RefusedException(Issue.of(EngineIssue.SYMBOL_UNRESOLVABLE, needed.unit(), needed.name(), reason));
    }
}
