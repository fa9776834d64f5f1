/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.update.Manifest;

/** The functions that change, as the manifest and the command name them. */
final class FunctionChanges {
    private FunctionChanges() {}

    static List<Manifest.FunctionChange> of(List<UnitChange> changes) {
        List<Manifest.FunctionChange> all = new ArrayList<>();
        for (UnitChange change : changes) {
            change.diff()
                    .changed()
                    .forEach(function -> all.add(
                            new Manifest.FunctionChange(function.name(), change.unit(), Manifest.Change.CHANGED)));
            add(all, change.unit(), change.diff().added(), Manifest.Change.ADDED);
            add(all, change.unit(), change.diff().removed(), Manifest.Change.REMOVED);
        }
        return all;
    }

    private static void add(
            List<Manifest.FunctionChange> all, String unit, List<Piece> functions, Manifest.Change change) {
        functions.stream()
                .filter(piece -> piece.role().isFunctions())
                .forEach(piece -> all.add(new Manifest.FunctionChange(piece.name(), unit, change)));
    }
}
