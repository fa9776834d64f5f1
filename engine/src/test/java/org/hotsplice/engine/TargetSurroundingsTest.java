/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.diff.UnitDiffer;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.image.KernelImage;
import org.hotsplice.engine.image.ModuleImage;
import org.hotsplice.engine.kernel.StockKernel;
import org.hotsplice.engine.match.ModuleSymvers;
import org.hotsplice.engine.match.OfflineMatcher;
import org.hotsplice.engine.match.PartPlan;
import org.hotsplice.engine.match.PartRequest;
import org.hotsplice.engine.match.RefObject;
import org.hotsplice.engine.match.SymbolKey;
import org.hotsplice.engine.match.UnitMatch;
import org.hotsplice.engine.replacement.ReplacementPlanner;
import org.hotsplice.engine.report.DataKind;
import org.hotsplice.engine.report.Surroundings;
import org.hotsplice.update.UpdateId;
import org.junit.jupiter.api.Test;

/** With a module linked from a golden object, and the names of a real kernel. */
class TargetSurroundingsTest {
    private static final Path CASE = Path.of("src/test/resources/objects/x86_64/address-taken");
    private static final String UNIT = "unit.c";

    private static ElfObject pre() throws Exception {
        return ElfObject.read(CASE.resolve("pre.o"));
    }

    /** {@return what is known around the unit, whose redirected function is {@code handler}} */
    private static Surroundings around(UnitMatch match, ModuleImage image, String symvers) throws Exception {
        KernelImage kernel = KernelImage.read(StockKernel.require().image());
        UnitDiff diff = UnitDiffer.diff(UNIT, pre(), ElfObject.read(CASE.resolve("post.o")));
        UpdateId id = new UpdateId("test");
        PartPlan plan = new PartPlan(
                id,
                0,
                "a_module",
                "",
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(new PartPlan.Redirect(UNIT, "handler", 0, true)),
                Map.of(),
                new TreeSet<>(),
                List.of(match));
        UnitChange change = new UnitChange("a_module", Optional.of(pre()), diff, ReplacementPlanner.plan(diff));
        PartRequest request = new PartRequest(id, 0, image, kernel, ModuleSymvers.of(List.of(symvers)), List.of());
        return TargetSurroundings.of(new MatchStage.Part(List.of(change), plan, request))
                .values()
                .iterator()
                .next();
    }

    private static ModuleImage image() throws Exception {
        return ModuleImage.of("a_module", pre());
    }

    @Test
    void usersOfAFunction_areThoseOutsideItsUnitAndAllWithItsAddress() throws Exception {
        ModuleImage image = image();
        UnitMatch whole = OfflineMatcher.match(RefObject.of(UNIT, pre()), image);
        assertEquals(
                Optional.of(new Surroundings.Users(List.of(), List.of("install", "table"), false)),
                around(whole, image, "").users("handler"));

        // A unit that is known to have this one function: the others are another unit's.
        Map<SymbolKey, Long> values = new HashMap<>(whole.values());
        values.keySet().removeIf(key -> key.name().equals(".text.install"));
        UnitMatch part = new UnitMatch(whole.ref(), values, List.of(), List.of());
        assertEquals(
                Optional.of(new Surroundings.Users(List.of("install"), List.of("install", "table"), true)),
                around(part, image, "0x1\thandler\tdrivers/a-module\tEXPORT_SYMBOL\t")
                        .users("handler"));
        assertEquals(Optional.empty(), around(part, image, "").users("install"));
    }

    @Test
    void dataOfOtherUnits_isNamedByItsKind() throws Exception {
        ModuleImage image = image();
        Surroundings around = around(OfflineMatcher.match(RefObject.of(UNIT, pre()), image), image, "");
        assertEquals(Optional.of(DataKind.PER_CPU), around.data("runqueues"));
        assertEquals(Optional.of(DataKind.CONSTANT), around.data("sys_call_table"));
        assertEquals(Optional.of(DataKind.VARIABLE), around.data("init_task"));
        assertEquals(Optional.of(DataKind.CONSTANT), around.data("table"));
        assertEquals(Optional.empty(), around.data("kfree"));
        assertEquals(Optional.of(DataKind.VARIABLE), around.data("of_another_module"));
    }
}
