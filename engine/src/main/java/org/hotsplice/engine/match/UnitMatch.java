/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What matching a unit against the shipped image found.
 *
 * @param ref the unit
 * @param values where the linker put each symbol and section that the unit's code refers to
 * @param absent functions that the image does not have, such as init code of a module that was left out, that stand in
 *     several places of which no code of the unit says which is the unit's, or in whose place it runs another unit's
 * @param mismatches the first difference of each function that differs, in the order of the code
 */
public record UnitMatch(
        RefObject ref, Map<SymbolKey, Long> values, List<RefFunction> absent, List<Mismatch> mismatches) {
    public UnitMatch {
        values = Map.copyOf(new HashMap<>(values));
        absent = List.copyOf(absent);
        mismatches = List.copyOf(mismatches);
    }

    /** {@return the value of a symbol, if the unit's code gives it one} */
    public Optional<Long> value(SymbolKey key) {
        return Optional.ofNullable(values.get(key));
    }

    /** {@return where the function is in the image, if its section was found} */
    public Optional<Long> address(RefFunction function) {
        return value(function.section()).map(base -> base + function.offset());
    }
}
