/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.update.UpdateId;

/**
 * The replacement code of one part.
 *
 * @param objects a relocatable object for each unit; undefined names are final
 * @param entries the global symbol, in one of the objects, of each function's replacement
 * @param hooks the global symbols of the functions of the patch's author
 * @param shared global symbols of the objects that the update's other parts or later updates may use
 * @param earlier what the objects use of an earlier update
 * @param keep whether the kernel may use it after a reversal, so that it has to stay in memory
 */
public record NewCode(
        List<Bytes> objects,
        Map<Replaced, String> entries,
        Map<HookKind, List<String>> hooks,
        Set<String> shared,
        Optional<Earlier> earlier,
        boolean keep) {
    public NewCode {
        objects = List.copyOf(objects);
        entries = Map.copyOf(entries);
        hooks = Map.copyOf(hooks);
        shared = new TreeSet<>(shared);
    }

    /**
     * What is used of an earlier update.
     *
     * @param update the update
     * @param symbols undefined symbols of the objects, which its new modules export
     */
    public record Earlier(UpdateId update, Set<String> symbols) {
        public Earlier {
            symbols = new TreeSet<>(symbols);
        }
    }

    /**
     * A function that is redirected.
     *
     * @param unit the unit's source file
     * @param function its name in the running kernel
     */
    public record Replaced(String unit, String function) {}
}
