/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.engine.diff.UnitDiff;
import org.hotsplice.engine.kbuild.Unit;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.match.ModuleSymvers;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.BundleContent;
import org.hotsplice.update.bundle.BundleWriter;

/** Writes an update as a bundle: one part for each target, its modules, the manifest and the report. */
public final class UpdateWriter {
    private final PreparedKernel kernel;
    private final Path work;
    private final ProcessRunner runner;

    /**
     * A writer of updates.
     *
     * @param kernel the kernel that they are for
     * @param work an empty folder to build modules in
     * @param runner runs make and strip
     */
    public UpdateWriter(PreparedKernel kernel, Path work, ProcessRunner runner) {
        this.kernel = kernel;
        this.work = work;
        this.runner = runner;
    }

    /** {@return the parts of the update, matched against the shipped images: vmlinux first, then modules by name} */
    public List<UpdateModules.Part> plan(UpdateDraft draft) throws IOException, RefusedException {
        PartAssembler assembler =
                new PartAssembler(draft.id(), new TargetImages(kernel), ModuleSymvers.read(kernel.symvers()));
        List<UpdateModules.Part> parts = new ArrayList<>();
        for (Map.Entry<String, List<ChangedUnit>> target : byTarget(draft).entrySet()) {
            parts.add(assembler.assemble(parts.size(), target.getKey(), target.getValue()));
        }
        return parts;
    }

    /**
     * Builds the modules and writes the bundle's folder.
     *
     * @param parts from {@link #plan}
     * @param parent where the bundle's folder is made
     * @return the manifest as written
     */
    public Manifest write(UpdateDraft draft, List<UpdateModules.Part> parts, Path parent)
            throws IOException, RefusedException {
        Files.createDirectories(work);
        List<BundleContent> contents = new ArrayList<>();
        for (UpdateModules.Built built : new UpdateModules(kernel, work, runner).build(parts)) {
            Manifest.Role role = built.isRef() ? Manifest.Role.REF : Manifest.Role.NEW;
            contents.add(BundleContent.of(role, built.part(), Files.readAllBytes(built.file())));
        }
        contents.add(BundleContent.of(Manifest.Role.REPORT, 0, draft.report().getBytes(StandardCharsets.UTF_8)));
        Manifest manifest = new Manifest(
                Manifest.SCHEMA,
                draft.id(),
                0,
                draft.description(),
                draft.cves().stream().sorted().distinct().toList(),
                Instant.EPOCH,
                null,
                draft.tool(),
                kernel.identity(),
                draft.requires(),
                draft.replaces(),
                targets(draft),
                List.of());
        return BundleWriter.write(parent, manifest, contents);
    }

    private static Map<String, List<ChangedUnit>> byTarget(UpdateDraft draft) {
        Comparator<String> kernelFirst = Comparator.comparing((String target) -> !target.equals(Unit.VMLINUX))
                .thenComparing(Comparator.naturalOrder());
        Map<String, List<ChangedUnit>> targets = new TreeMap<>(kernelFirst);
        for (ChangedUnit unit : draft.units()) {
            targets.computeIfAbsent(unit.build().target(), target -> new ArrayList<>())
                    .add(unit);
        }
        return targets;
    }

    private static List<Manifest.Target> targets(UpdateDraft draft) {
        List<Manifest.Target> targets = new ArrayList<>();
        byTarget(draft).forEach((target, units) -> {
            List<Manifest.FunctionChange> functions = new ArrayList<>();
            for (ChangedUnit unit : units) {
                UnitDiff diff = unit.plan().diff();
                String source = unit.build().unit();
                diff.changed()
                        .forEach(change -> functions.add(
                                new Manifest.FunctionChange(change.name(), source, Manifest.Change.CHANGED)));
                diff.added()
                        .forEach(piece -> functions.add(
                                new Manifest.FunctionChange(piece.name(), source, Manifest.Change.ADDED)));
                diff.removed()
                        .forEach(piece -> functions.add(
                                new Manifest.FunctionChange(piece.name(), source, Manifest.Change.REMOVED)));
            }
            targets.add(new Manifest.Target(target, functions));
        });
        return targets;
    }
}
