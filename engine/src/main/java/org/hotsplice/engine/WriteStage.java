/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hotsplice.engine.diff.Piece;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.match.PartPlan;
import org.hotsplice.engine.module.HookKind;
import org.hotsplice.engine.module.NewCode;
import org.hotsplice.engine.module.UpdateModules;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.engine.process.Workers;
import org.hotsplice.engine.replacement.External;
import org.hotsplice.engine.replacement.PlannedHook;
import org.hotsplice.engine.replacement.Redirect;
import org.hotsplice.engine.replacement.ReplacementWriter;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BundleContent;
import org.hotsplice.update.bundle.BundleWriter;

/** Writes the new objects, lets kbuild make the modules of them, and writes the bundle. */
final class WriteStage {
    private static final String TOOL = "hotsplice-create 0.1.0";

    private final UpdateRequest request;
    private final PreparedKernel kernel;
    private final Path folder;
    private final Progress progress;

    WriteStage(UpdateRequest request, PreparedKernel kernel, Path folder, Progress progress) {
        this.request = request;
        this.kernel = kernel;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Writes the bundle into a folder below {@code output} that is named after the update.
     *
     * @param report makes the review report, while kbuild is at work
     */
    Manifest run(List<MatchStage.Part> parts, Callable<String> report, Path output)
            throws IOException, RefusedException {
        List<UpdateModules.Part> modules = new ArrayList<>();
        Set<String> addressed = addressedGlobals(parts);
        SharedSymbols shared = new SharedSymbols(request.id(), parts);
        for (MatchStage.Part part : parts) {
            modules.add(new UpdateModules.Part(part.plan(), Optional.of(newCode(part, addressed, shared))));
        }
        List<Callable<List<BundleContent>>> tasks = List.of(
                () -> built(modules),
                () -> List.of(
                        BundleContent.of(Manifest.Role.REPORT, 0, report.call().getBytes(StandardCharsets.UTF_8))));
        List<BundleContent> contents =
                Workers.all(tasks, tasks.size()).stream().flatMap(List::stream).toList();
        Files.createDirectories(output);
        return BundleWriter.write(output, manifest(parts), contents);
    }

    private List<BundleContent> built(List<UpdateModules.Part> modules) throws IOException, RefusedException {
        Path build = Files.createDirectories(folder.resolve("modules"));
        ProcessRunner runner = new ProcessRunner(folder.resolve("logs/modules.log"));
        List<BundleContent> contents = new ArrayList<>();
        for (UpdateModules.Built built : new UpdateModules(kernel, build, runner, progress).build(modules)) {
            Manifest.Role role = built.isRef() ? Manifest.Role.REF : Manifest.Role.NEW;
            contents.add(BundleContent.of(role, built.part(), Files.readAllBytes(built.file())));
        }
        return contents;
    }

    /** {@return what one unit adds and another one takes the address of} */
    private static Set<String> addressedGlobals(List<MatchStage.Part> parts) {
        Set<String> names = new HashSet<>();
        parts.forEach(part ->
                part.changes().forEach(change -> names.addAll(change.plan().addressed())));
        return names;
    }

    private static boolean isKept(UnitChange change, Set<String> addressed) {
        return !change.plan().handedOut().isEmpty()
                || change.plan().globals().stream().anyMatch(addressed::contains);
    }

    private NewCode newCode(MatchStage.Part part, Set<String> addressed, SharedSymbols shared) {
        List<Bytes> objects = new ArrayList<>();
        Map<NewCode.Replaced, String> entries = new HashMap<>();
        Map<HookKind, List<String>> hooks = new EnumMap<>(HookKind.class);
        SharedData data = new SharedData(request, part.plan().target());
        Set<String> exported = new HashSet<>(shared.defined(part.changes()));
        for (UnitChange change : part.changes()) {
            Map<Piece, String> added = data.added(change);
            exported.addAll(added.values());
            objects.add(Bytes.of(ReplacementWriter.write(
                    change.plan(), names(change, part.plan(), shared, data), shared.defined(change), added)));
            for (Redirect redirect : change.plan().redirects()) {
                redirect.replacement()
                        .ifPresent(symbol ->
                                entries.put(new NewCode.Replaced(change.unit(), redirect.function()), symbol));
            }
            for (PlannedHook hook : change.plan().hooks()) {
                HookKind kind = HookKind.valueOf(hook.kind().toUpperCase(Locale.ROOT));
                hooks.computeIfAbsent(kind, none -> new ArrayList<>()).add(hook.symbol());
            }
        }
        boolean keep = part.changes().stream().anyMatch(change -> isKept(change, addressed));
        return new NewCode(objects, entries, hooks, exported, data.used(part.changes()), keep);
    }

    private static Map<External, String> names(
            UnitChange change, PartPlan plan, SharedSymbols shared, SharedData data) {
        Map<External, String> names = new HashMap<>();
        for (External external : change.plan().externals()) {
            plan.name(MatchStage.needed(external))
                    .or(() -> shared.used(external))
                    .or(() -> data.used(external))
                    .ifPresent(name -> names.put(external, name));
        }
        return names;
    }

    private Manifest manifest(List<MatchStage.Part> parts) {
        List<Manifest.Target> targets = new ArrayList<>();
        for (MatchStage.Part part : parts) {
            targets.add(new Manifest.Target(part.plan().target(), FunctionChanges.of(part.changes())));
        }
        return new Manifest(
                Manifest.SCHEMA,
                request.id(),
                0,
                request.description(),
                request.cves(),
                Instant.EPOCH,
                null,
                TOOL,
                kernel.identity(),
                request.requires(),
                request.replaces(),
                targets,
                List.of());
    }
}
