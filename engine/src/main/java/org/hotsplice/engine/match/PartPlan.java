/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hotsplice.update.UpdateId;

/**
 * All tables of one part, and the names under which replacement code finds what it needs.
 *
 * @param id the update
 * @param part the part's number
 * @param target {@code vmlinux} or the module's name
 * @param buildId of the kernel, in hex
 * @param symbols the symbol table
 * @param indexes row of each symbol that fields and sites refer to
 * @param functions the functions that are matched
 * @param exports the dynamic exports
 * @param redirects the functions that get a replacement or are only guarded
 * @param names the undefined name to use for each needed symbol
 * @param namespaces namespaces of exports that replacement code uses
 * @param units what matching each unit offline found
 */
public record PartPlan(
        UpdateId id,
        int part,
        String target,
        String buildId,
        List<TableSymbol> symbols,
        Map<SymbolKey, Integer> indexes,
        List<MatchedFunction> functions,
        List<Export> exports,
        List<Redirect> redirects,
        Map<Needed, String> names,
        SortedSet<String> namespaces,
        List<UnitMatch> units) {
    public PartPlan {
        symbols = List.copyOf(symbols);
        indexes = Map.copyOf(indexes);
        functions = List.copyOf(functions);
        exports = List.copyOf(exports);
        redirects = List.copyOf(redirects);
        names = Map.copyOf(names);
        namespaces = new TreeSet<>(namespaces);
        units = List.copyOf(units);
    }

    /**
     * A function with all that may differ at run time.
     *
     * @param function the function
     * @param symbol row of its symbol
     * @param fields relocated fields outside sites
     * @param sites the sites
     */
    public record MatchedFunction(RefFunction function, int symbol, List<Field> fields, List<Site> sites) {
        public MatchedFunction {
            fields = List.copyOf(fields);
            sites = List.copyOf(sites);
        }
    }

    /**
     * A dynamic export.
     *
     * @param name the exported name
     * @param symbol row of the symbol whose address it gets
     * @param staticKey whether it is a struct static_key
     */
    public record Export(String name, int symbol, boolean staticKey) {}

    /**
     * A function that no task may be inside.
     *
     * @param unit the unit's source file
     * @param function its name
     * @param symbol row of its symbol
     * @param replaced whether it gets a replacement
     */
    public record Redirect(String unit, String function, int symbol, boolean replaced) {}

    /** {@return the undefined name to use for a needed symbol; its own where the loader finds it} */
    public Optional<String> name(Needed needed) {
        return Optional.ofNullable(names.get(needed));
    }
}
