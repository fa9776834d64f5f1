/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.EngineIssue;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfFormatException;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.match.MatchPlanner;
import org.hotsplice.engine.match.ModuleSymvers;
import org.hotsplice.engine.match.Needed;
import org.hotsplice.engine.match.PartPlan;
import org.hotsplice.engine.match.PartRequest;
import org.hotsplice.engine.match.RefUnit;
import org.hotsplice.engine.replacement.External;
import org.hotsplice.engine.replacement.PlannedHook;
import org.hotsplice.engine.replacement.Redirect;
import org.hotsplice.engine.replacement.ReplacementWriter;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;

/** Brings the changed units of one target together: the tables of the part, and its new code with final names. */
public final class PartAssembler {
    private final UpdateId id;
    private final TargetImages images;
    private final ModuleSymvers exported;

    /** An assembler for the parts of one update. */
    public PartAssembler(UpdateId id, TargetImages images, ModuleSymvers exported) {
        this.id = id;
        this.images = images;
        this.exported = exported;
    }

    /** {@return the part that changes these units, all of one target} */
    public UpdateModules.Part assemble(int part, String target, List<ChangedUnit> units)
            throws IOException, RefusedException {
        Set<String> addedGlobals = new HashSet<>();
        units.forEach(unit -> addedGlobals.addAll(unit.plan().globals()));
        List<RefUnit> refs = new ArrayList<>();
        for (ChangedUnit unit : units) {
            refs.add(ref(unit, addedGlobals));
        }
        PartPlan plan =
                MatchPlanner.plan(new PartRequest(id, part, images.of(target), images.kernel(), exported, refs));
        List<Bytes> objects = new ArrayList<>();
        Map<NewCode.Replaced, String> entries = new LinkedHashMap<>();
        Map<HookKind, List<String>> hooks = new EnumMap<>(HookKind.class);
        for (ChangedUnit unit : units) {
            objects.add(Bytes.of(ReplacementWriter.write(unit.plan(), names(unit, plan))));
            for (Redirect redirect : unit.plan().redirects()) {
                redirect.replacement()
                        .ifPresent(symbol ->
                                entries.put(new NewCode.Replaced(redirect.unit(), redirect.function()), symbol));
            }
            for (PlannedHook hook : unit.plan().hooks()) {
                hooks.computeIfAbsent(HookKind.valueOf(hook.kind().toUpperCase(Locale.ROOT)), kind -> new ArrayList<>())
                        .add(hook.symbol());
            }
        }
        return new UpdateModules.Part(plan, Optional.of(new NewCode(objects, entries, hooks)));
    }

    private static RefUnit ref(ChangedUnit unit, Set<String> addedGlobals) throws IOException, RefusedException {
        Optional<ElfObject> object = Optional.empty();
        if (unit.build().ref().isPresent()) {
            try {
                object = Optional.of(ElfObject.read(unit.build().ref().get()));
            } catch (ElfFormatException e) {
                throw new RefusedException(
                        Issue.of(
                                EngineIssue.KERNEL_INPUT_UNREADABLE,
                                unit.build().unit(),
                                "ref object",
                                e.reason()),
                        e);
            }
        }
        List<String> replaced = new ArrayList<>();
        List<String> guarded = new ArrayList<>();
        for (Redirect redirect : unit.plan().redirects()) {
            (redirect.replacement().isPresent() ? replaced : guarded).add(redirect.function());
        }
        List<Needed> needed = unit.plan().externals().stream()
                .filter(external -> !isAdded(external, addedGlobals))
                .map(PartAssembler::needed)
                .toList();
        return new RefUnit(unit.build().unit(), object, replaced, guarded, needed);
    }

    /** A global name that another unit's new code defines needs no address of the running kernel. */
    private static boolean isAdded(External external, Set<String> addedGlobals) {
        return external.scope() == External.Scope.GLOBAL
                && !external.defined()
                && addedGlobals.contains(external.name());
    }

    private static Needed needed(External external) {
        return new Needed(
                external.unit(), external.name(), external.scope() == External.Scope.LOCAL, external.staticKey());
    }

    private static Map<External, String> names(ChangedUnit unit, PartPlan plan) {
        Map<External, String> names = new HashMap<>();
        for (External external : unit.plan().externals()) {
            plan.name(needed(external)).ifPresent(name -> names.put(external, name));
        }
        return names;
    }
}
