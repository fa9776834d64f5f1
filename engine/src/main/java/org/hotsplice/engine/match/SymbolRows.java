/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The symbol table of a ref module as it grows. */
final class SymbolRows {
    /** Tells whether kallsyms lists the symbol of a key where run code will have it. */
    interface Listing {
        boolean lists(SymbolKey key);
    }

    private final Listing listing;
    private final List<TableSymbol> rows = new ArrayList<>();
    private final Map<SymbolKey, Integer> byKey = new HashMap<>();
    private final Map<TableSymbol, Integer> others = new HashMap<>();

    SymbolRows(Listing listing) {
        this.listing = listing;
    }

    /** {@return the row of a symbol that relocated fields give a value} */
    int of(SymbolKey key) {
        Integer known = byKey.get(key);
        if (known != null) {
            return known;
        }
        boolean listed = !key.isSection() && listing.lists(key);
        int row = append(new TableSymbol(key.label(), TableSymbol.Source.RUN, null, -1, 0, listed));
        byKey.put(key, row);
        return row;
    }

    /** {@return the row of a function, which also places its section} */
    int function(RefFunction function) {
        return once(new TableSymbol(
                function.name(), TableSymbol.Source.MATCHED, null, of(function.section()), function.offset(), false));
    }

    /** {@return the row of a symbol at a distance from another} */
    int anchored(String name, int anchor, long delta) {
        return once(new TableSymbol(name, TableSymbol.Source.ANCHORED, null, anchor, delta, true));
    }

    /** {@return the row of the only symbol of this name in the scope} */
    int named(String name, String scope) {
        return once(new TableSymbol(name, TableSymbol.Source.NAMED, scope, -1, 0, true));
    }

    /** Makes fields that refer to the key use a row that has a value of its own. */
    void bind(SymbolKey key, int row) {
        byKey.putIfAbsent(key, row);
    }

    private int once(TableSymbol symbol) {
        Integer known = others.get(symbol);
        if (known != null) {
            return known;
        }
        int row = append(symbol);
        others.put(symbol, row);
        return row;
    }

    private int append(TableSymbol symbol) {
        rows.add(symbol);
        return rows.size() - 1;
    }

    List<TableSymbol> rows() {
        return rows;
    }

    Map<SymbolKey, Integer> byKey() {
        return byKey;
    }
}
