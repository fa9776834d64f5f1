/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kernel's own list of names, sorted by address. */
public final class Kallsyms {
    private final List<ImageSymbol> symbols;
    private final Map<String, List<ImageSymbol>> byName = new HashMap<>();

    /** @param symbols in any order */
    public Kallsyms(List<ImageSymbol> symbols) {
        List<ImageSymbol> sorted = new ArrayList<>(symbols);
        sorted.sort((a, b) -> Long.compareUnsigned(a.address(), b.address()));
        this.symbols = List.copyOf(sorted);
        for (ImageSymbol symbol : this.symbols) {
            byName.computeIfAbsent(symbol.name(), name -> new ArrayList<>(1)).add(symbol);
        }
    }

    /** {@return all of them, sorted by address} */
    public List<ImageSymbol> symbols() {
        return symbols;
    }

    /** {@return the places with this name} */
    public List<ImageSymbol> named(String name) {
        return List.copyOf(byName.getOrDefault(name, List.of()));
    }

    /** {@return whether the name stands at the address} */
    public boolean lists(String name, long address) {
        return byName.getOrDefault(name, List.of()).stream().anyMatch(symbol -> symbol.address() == address);
    }

    /** {@return the last symbol at or before the address} */
    public Optional<ImageSymbol> nearest(long address) {
        int low = 0;
        int high = symbols.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(symbols.get(middle).address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(symbols.get(low - 1));
    }
}
