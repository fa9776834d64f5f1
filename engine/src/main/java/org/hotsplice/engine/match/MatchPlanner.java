/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.image.ImageSymbol;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/** Makes the tables of one part: what is matched, where each symbol's value comes from, and what is exported. */
public final class MatchPlanner {
    private static final int JUMP = 5;
    private static final int ENDBR = 4;
    private static final Pattern UNSAFE_SECTION =
            Pattern.compile("\\.(noinstr|entry|kprobes|irqentry|cpuidle)\\.text.*");
    private static final int LONGEST_EXPORT = 55;

    private final PartRequest request;
    private final List<UnitMatch> units = new ArrayList<>();
    private final MatchedSet matched = new MatchedSet();
    private final SymbolRows rows = new SymbolRows(new ImagesOfPart());
    private final SymbolSources sources;

    private MatchPlanner(PartRequest request) {
        this.request = request;
        this.sources = new SymbolSources(request, units, matched, rows);
    }

    /**
     * {@return the part's tables}
     *
     * @throws RefusedException if a ref object is not what the image was linked from, or a symbol has no source
     */
    public static PartPlan plan(PartRequest request) throws RefusedException {
        return new MatchPlanner(request).plan();
    }

    private PartPlan plan() throws RefusedException {
        for (RefUnit unit : request.units()) {
            if (unit.ref().isPresent()) {
                units.add(matchOffline(unit));
            }
        }
        for (RefUnit unit : request.units()) {
            for (String name : unit.redirects()) {
                MatchedSet.Entry entry = entry(unit, name);
                requireRedirectable(entry);
                matched.add(entry);
            }
            for (String name : unit.guarded()) {
                matched.add(entry(unit, name));
            }
        }
        Map<Needed, String> names = new LinkedHashMap<>();
        SortedSet<String> namespaces = new TreeSet<>();
        List<PartPlan.Export> exports = exports(names, namespaces);
        List<PartPlan.MatchedFunction> functions = functions();
        return new PartPlan(
                request.id(),
                request.part(),
                request.image().target(),
                request.kernel().identity().buildId(),
                rows.rows(),
                rows.byKey(),
                functions,
                exports,
                redirects(),
                names,
                namespaces,
                units);
    }

    private UnitMatch matchOffline(RefUnit unit) throws RefusedException {
        UnitMatch match =
                OfflineMatcher.match(RefObject.of(unit.unit(), unit.ref().orElseThrow()), request.image());
        if (!match.mismatches().isEmpty()) {
            Mismatch first = match.mismatches().get(0);
            throw new RefusedException(Issue.of(
                    EngineIssue.SOURCE_MISMATCH,
                    first.unit() + " " + first.function() + "+0x" + Long.toHexString(first.offset()),
                    first.reason(),
                    shown(first.expected()),
                    shown(first.found())));
        }
        for (UnitMatch other : units) {
            for (Map.Entry<SymbolKey, Long> value : match.values().entrySet()) {
                Long known = other.values().get(value.getKey());
                if (known != null && !known.equals(value.getValue())) {
                    throw new RefusedException(Issue.of(
                            EngineIssue.SOURCE_MISMATCH,
                            unit.unit(),
                            "'" + value.getKey().label() + "' is at another place for "
                                    + other.ref().unit(),
                            Long.toHexString(known),
                            Long.toHexString(value.getValue())));
                }
            }
        }
        return match;
    }

    private static String shown(Bytes bytes) {
        return bytes.size() == 0 ? "no bytes" : bytes.hex();
    }

    private MatchedSet.Entry entry(RefUnit unit, String name) throws RefusedException {
        UnitMatch match = unit(unit.unit()).orElseThrow(() -> unmatchable(unit.unit(), name, "the unit is new"));
        RefObject ref = match.ref();
        Optional<RefFunction> function = ref.function(name);
        if (function.isEmpty()) {
            throw unmatchable(unit.unit(), name, ref.unmatchable(name).orElse("the ref object does not have it"));
        }
        if (match.absent().contains(function.get())) {
            throw unmatchable(
                    unit.unit(),
                    name,
                    "the kernel's image has it nowhere, in several places alike, or runs another unit's in its place");
        }
        try {
            return MatchedSet.read(ref, function.get());
        } catch (UnmatchableException e) {
            throw unmatchable(unit.unit(), name, e.reason());
        }
    }

    private static RefusedException unmatchable(String unit, String function, String reason) {
        return new RefusedException(Issue.of(EngineIssue.FUNCTION_UNMATCHABLE, unit + " " + function, reason));
    }

    /**
     * The redirect is written over the five bytes after the call of __fentry__, and where these are not free, the core
     * has ftrace lead to the new code. Where there is no such call it is written at the entry, if a breakpoint may be
     * there while it is written and the kernel does not change these bytes.
     */
    private void requireRedirectable(MatchedSet.Entry entry) throws RefusedException {
        RefFunction function = entry.function();
        UnitMatch match = unit(function.unit()).orElseThrow();
        boolean fentry =
                entry.sites().stream().anyMatch(site -> site.kind() == SiteKind.FENTRY && site.offset() <= ENDBR);
        if (fentry) {
            return;
        }
        String problem = null;
        if (UNSAFE_SECTION.matcher(function.section().name()).matches()) {
            problem = "it has no call of __fentry__, and entry, noinstr or kprobes code may run at any time";
        } else if (function.size() < JUMP) {
            problem = "it has no call of __fentry__ and " + function.size() + " bytes, too few for a jump";
        } else if (match.ref().isRewritten(function, 0, JUMP)) {
            problem = "it has no call of __fentry__, and the kernel itself rewrites its first bytes";
        }
        if (problem != null) {
            throw new RefusedException(
                    Issue.of(EngineIssue.FUNCTION_NOT_REDIRECTABLE, function.unit() + " " + function.name(), problem));
        }
    }

    private Optional<UnitMatch> unit(String name) {
        return units.stream().filter(match -> match.ref().unit().equals(name)).findFirst();
    }

    /** Functions may be recruited while keys of static calls are resolved, so the list is walked as it grows. */
    private List<PartPlan.MatchedFunction> functions() throws RefusedException {
        List<PartPlan.MatchedFunction> functions = new ArrayList<>();
        for (int i = 0; i < matched.entries().size(); i++) {
            MatchedSet.Entry entry = matched.entries().get(i);
            int row = rows.function(entry.function());
            for (Site site : entry.sites()) {
                SymbolKey key = site.symbol();
                if (key != null) {
                    sources.staticCallKey(entry.function(), key);
                }
                site.variants().forEach(variant -> register(variant.fields()));
            }
            register(entry.fields());
            functions.add(new PartPlan.MatchedFunction(entry.function(), row, entry.fields(), entry.sites()));
        }
        return functions;
    }

    private void register(List<Field> fields) {
        for (Field field : fields) {
            SymbolKey symbol = field.symbol();
            if (symbol != null) {
                rows.of(symbol);
            }
        }
    }

    private List<PartPlan.Export> exports(Map<Needed, String> names, SortedSet<String> namespaces)
            throws RefusedException {
        Set<Needed> all = new LinkedHashSet<>();
        request.units().forEach(unit -> all.addAll(unit.needed()));
        List<PartPlan.Export> exports = new ArrayList<>();
        Map<Integer, String> byRow = new HashMap<>();
        for (Needed needed : all) {
            Optional<ModuleSymvers.Export> loader = loaderFinds(needed);
            if (loader.isPresent()) {
                names.put(needed, needed.name());
                if (!loader.get().namespace().isEmpty()) {
                    namespaces.add(loader.get().namespace());
                }
                continue;
            }
            int row = sources.of(needed);
            String known = byRow.get(row);
            if (known == null) {
                known = exportName(exports.size());
                byRow.put(row, known);
                exports.add(new PartPlan.Export(known, row, needed.staticKey()));
            }
            names.put(needed, known);
        }
        return exports;
    }

    private String exportName(int number) {
        String name = "hsx_" + request.id().value().replace('-', '_') + "_" + request.part() + "_" + number;
        if (name.length() > LONGEST_EXPORT) {
            throw new IllegalStateException("export name longer than __versions holds: " + name);
        }
        return name;
    }

    /**
     * What the kernel or a module other than the target exports is left to the loader. Static keys are not: one that is
     * read-only after init must be a private copy.
     */
    private Optional<ModuleSymvers.Export> loaderFinds(Needed needed) {
        if (needed.local() || needed.staticKey()) {
            return Optional.empty();
        }
        return request.exported()
                .export(needed.name())
                .filter(export -> export.moduleName().equals("vmlinux")
                        || !export.moduleName().equals(request.image().target()));
    }

    private List<PartPlan.Redirect> redirects() {
        List<PartPlan.Redirect> redirects = new ArrayList<>();
        for (RefUnit unit : request.units()) {
            Set<String> replaced = new LinkedHashSet<>(unit.redirects());
            Set<String> both = new LinkedHashSet<>(unit.redirects());
            both.addAll(unit.guarded());
            for (String name : both) {
                RefObject ref = unit(unit.unit()).orElseThrow().ref();
                int row = rows.function(ref.function(name).orElseThrow());
                redirects.add(new PartPlan.Redirect(unit.unit(), name, row, replaced.contains(name)));
            }
        }
        return redirects;
    }

    /** Names and places in the images of the part. */
    private final class ImagesOfPart implements SymbolRows.Images {
        @Override
        public boolean lists(SymbolKey key) {
            Optional<Long> value = value(key);
            if (value.isEmpty()) {
                return request.image().knows(key.name());
            }
            return request.image().lists(key.name(), value.get())
                    && !request.kernel().isFreedAfterBoot(value.get());
        }

        @Override
        public OptionalLong fromKernelStart(SymbolKey key) {
            List<ImageSymbol> starts = request.kernel().symbols(SymbolRows.KERNEL_START);
            Optional<Long> value = value(key);
            boolean known = request.image() == request.kernel()
                    && starts.size() == 1
                    // Offsets into per-cpu areas are small and do not move with the kernel.
                    && value.isPresent()
                    && value.get() < 0;
            return known ? OptionalLong.of(value.get() - starts.get(0).address()) : OptionalLong.empty();
        }

        private Optional<Long> value(SymbolKey key) {
            return units.stream().flatMap(unit -> unit.value(key).stream()).findFirst();
        }
    }
}
