/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The symbol table of a ref module as it grows. */
final class SymbolRows {
    /** A name that every kernel lists once, for distances within the kernel. */
    static final String KERNEL_START = "_text";

    /** What the images say about symbols. */
    interface Images {
        /** {@return whether kallsyms lists the key's name where run code will have it} */
        boolean lists(SymbolKey key);

        /** {@return how far from the kernel's start the linker put it, if it is in the kernel and that is known} */
        OptionalLong fromKernelStart(SymbolKey key);
    }

    private final Images images;
    private final List<TableSymbol> rows = new ArrayList<>();
    private final Map<SymbolKey, Integer> byKey = new HashMap<>();
    private final Map<TableSymbol, Integer> others = new HashMap<>();

    SymbolRows(Images images) {
        this.images = images;
    }

    /** {@return the row of a symbol that relocated fields give a value} */
    int of(SymbolKey key) {
        Integer known = byKey.get(key);
        if (known != null) {
            return known;
        }
        int row = append(key.isSection() ? section(key) : shared(key));
        byKey.put(key, row);
        return row;
    }

    private TableSymbol shared(SymbolKey key) {
        return new TableSymbol(key.label(), TableSymbol.Source.RUN, null, -1, 0, images.lists(key));
    }

    /** The whole kernel moves by one displacement, so the place of each section in it is known beforehand. */
    private TableSymbol section(SymbolKey key) {
        OptionalLong distance = images.fromKernelStart(key);
        if (distance.isEmpty()) {
            return new TableSymbol(key.label(), TableSymbol.Source.RUN, null, -1, 0, false);
        }
        int start = named(KERNEL_START, "vmlinux");
        return new TableSymbol(key.label(), TableSymbol.Source.ANCHORED, null, start, distance.getAsLong(), false);
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
