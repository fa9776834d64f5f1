/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotsplice.engine.UnitChange;
import org.hotsplice.engine.UpdateBuilder;
import org.hotsplice.engine.diff.FunctionChange;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.replacement.External;
import org.hotsplice.update.json.StrictJson;

/** What will change and why it is safe, for a person and as JSON. */
final class Summary {
    private final PreparedKernel kernel;
    private final UpdateBuilder.Planned planned;
    private final boolean explain;

    Summary(PreparedKernel kernel, UpdateBuilder.Planned planned, boolean explain) {
        this.kernel = kernel;
        this.planned = planned;
        this.explain = explain;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Update ").append(planned.request().id()).append(": ");
        text.append(planned.request().description()).append('\n');
        text.append("For ").append(kernel.identity().release()).append(", ");
        text.append(kernel.identity().version()).append('\n');
        String target = "";
        for (UnitChange change : planned.changes()) {
            if (!change.target().equals(target)) {
                target = change.target();
                text.append("\nWhat will change in ").append(target).append(":\n");
            }
            unit(text, change);
        }
        text.append("\nWhy it is safe to apply:\n");
        planned.safety().forEach(line -> text.append("  - ").append(line).append('\n'));
        return text.toString();
    }

    private void unit(StringBuilder text, UnitChange change) {
        text.append("  ").append(change.unit()).append('\n');
        for (FunctionChange function : change.diff().changed()) {
            // The compiler split it off its function, which is replaced with it.
            text.append(function.name().endsWith(".cold") ? "    part      " : "    replaced  ")
                    .append(function.name());
            text.append(" (")
                    .append(function.pre().size())
                    .append(" -> ")
                    .append(function.post().size());
            text.append(" bytes)\n");
            if (explain) {
                text.append("              ").append(function.reason()).append('\n');
            }
        }
        pieces(text, "added     ", change.diff().added());
        pieces(text, "removed   ", change.diff().removed());
        pieces(text, "new data  ", change.diff().addedData());
        pieces(text, "old data  ", change.diff().removedData());
        change.diff().hooks().forEach(hook -> text.append("    hook      ")
                .append(hook.kind())
                .append(' ')
                .append(hook.function())
                .append('\n'));
        change.plan().handedOut().forEach(name -> text.append("    stays     ")
                .append(name)
                .append(": its address is given away, so a reversal leaves the new code in memory\n"));
        change.diff()
                .notes()
                .forEach(note -> text.append("    note      ").append(note).append('\n'));
        if (explain && !change.plan().externals().isEmpty()) {
            List<String> names =
                    change.plan().externals().stream().map(External::name).toList();
            text.append("    refers to ").append(String.join(", ", names)).append('\n');
        }
    }

    private static void pieces(StringBuilder text, String what, List<Piece> pieces) {
        for (Piece piece : pieces) {
            text.append("    ")
                    .append(what)
                    .append(piece)
                    .append(" (")
                    .append(piece.size())
                    .append(" bytes)\n");
        }
    }

    String json() {
        List<Map<String, Object>> units = new ArrayList<>();
        for (UnitChange change : planned.changes()) {
            Map<String, Object> unit = new LinkedHashMap<>();
            unit.put("unit", change.unit());
            unit.put("target", change.target());
            unit.put(
                    "replaced",
                    change.diff().changed().stream().map(FunctionChange::name).toList());
            unit.put(
                    "added", change.diff().added().stream().map(Piece::toString).toList());
            unit.put(
                    "removed",
                    change.diff().removed().stream().map(Piece::toString).toList());
            unit.put("notes", change.diff().notes());
            units.add(unit);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", planned.request().id().value());
        all.put("kernel", kernel.identity());
        all.put("units", units);
        return new String(StrictJson.write(all), StandardCharsets.UTF_8);
    }
}
