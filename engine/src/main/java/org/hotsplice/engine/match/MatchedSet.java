/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions that the kernel will match, and the symbols whose values it will learn from them. */
final class MatchedSet {
    /**
     * A function with what may differ in it.
     *
     * @param fields relocated fields outside sites
     * @param sites the sites
     */
    record Entry(RefFunction function, List<Field> fields, List<Site> sites) {}

    private final Map<RefFunction, Entry> entries = new LinkedHashMap<>();
    private final Set<SymbolKey> provided = new HashSet<>();

    /** {@return the function, read with its sites} */
    static Entry read(RefObject ref, RefFunction function) throws UnmatchableException {
        if (function.isTrampoline()) {
            throw new UnmatchableException("the kernel rewrites the trampolines of static calls");
        }
        List<Site> sites = ref.sites(function);
        List<Field> plain = new ArrayList<>();
        int next = 0;
        for (Field field : function.fields()) {
            while (next < sites.size() && sites.get(next).end() <= field.offset()) {
                next++;
            }
            boolean inSite = next < sites.size() && sites.get(next).offset() < field.end();
            if (!inSite) {
                plain.add(field);
            }
        }
        return new Entry(function, plain, sites);
    }

    /** Adds a function; nothing happens if it is there. */
    void add(Entry entry) {
        if (entries.putIfAbsent(entry.function(), entry) == null) {
            provided.add(entry.function().section());
            for (Field field : entry.fields()) {
                SymbolKey symbol = field.symbol();
                if (symbol != null) {
                    provided.add(symbol);
                }
            }
        }
    }

    boolean contains(RefFunction function) {
        return entries.containsKey(function);
    }

    /** {@return whether a field that is always there, or a function of the section, gives the symbol its value} */
    boolean provides(SymbolKey symbol) {
        return provided.contains(symbol);
    }

    /** {@return the functions in the order in which they were added} */
    List<Entry> entries() {
        return List.copyOf(entries.values());
    }
}
