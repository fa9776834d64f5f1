/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.match.PartPlan;
import org.hotsplice.engine.process.Command;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.UpdateId;

/** Builds the kernel modules of an update with the kernel's own kbuild, as external modules. */
public final class UpdateModules {
    /** HOTSPLICE_EXPORT_CRC of update.h. */
    private static final String EXPORT_CRC = "0x48535058";

    private final PreparedKernel kernel;
    private final Path folder;
    private final ProcessRunner runner;
    private final Progress progress;

    /**
     * A builder.
     *
     * @param kernel the kernel that the modules are for
     * @param folder an empty folder to build in
     * @param runner runs make and strip
     * @param progress is told when kbuild begins
     */
    public UpdateModules(PreparedKernel kernel, Path folder, ProcessRunner runner, Progress progress) {
        this.kernel = kernel;
        this.folder = folder.toAbsolutePath();
        this.runner = runner;
        this.progress = progress;
    }

    /**
     * One part to build.
     *
     * @param plan its tables
     * @param code its new code; empty to build the ref module alone
     */
    public record Part(PartPlan plan, Optional<NewCode> code) {}

    /**
     * A module that was built.
     *
     * @param name its name in the bundle
     * @param part the part that it belongs to
     * @param isRef whether it is the part's ref module
     * @param file where it is
     */
    public record Built(String name, int part, boolean isRef, Path file) {}

    /** {@return the modules of all parts, the ref module of each first} */
    public List<Built> build(List<Part> parts) throws IOException, RefusedException {
        CoreExports.writeHeaders(folder);
        StringBuilder kbuild = new StringBuilder(CoreExports.KBUILD_HEADERS);
        List<Built> built = new ArrayList<>();
        for (Part part : parts) {
            write(part, kbuild, built);
        }
        writeEarlier(parts, kbuild);
        Files.writeString(folder.resolve("Kbuild"), kbuild);
        progress.step("letting kbuild make them");
        Path core = CoreExports.symvers(kernel, folder.resolve("core"), runner);
        ModuleMake make = new ModuleMake(kernel, folder, runner);
        make.run(List.of("KBUILD_EXTRA_SYMBOLS=" + core + " " + dynamicExports(parts)));
        List<String> strip = new ArrayList<>(List.of("strip", "--strip-debug"));
        built.forEach(module -> strip.add(module.file().toString()));
        make.require(runner.run(Command.in(folder, strip)));
        return built;
    }

    /**
     * {@return a file that tells modpost of the dynamic exports}
     *
     * <p>From 6.5 on it takes exports from a section of its own, which the ref modules do not have (update.h,
     * HOTSPLICE_EXPORT); before, it sees them itself, and the file is empty.
     */
    private Path dynamicExports(List<Part> parts) throws IOException {
        boolean hasSection = Files.readString(kernel.tree().resolve("include/linux/export.h"))
                .contains(".export_symbol");
        StringBuilder lines = new StringBuilder();
        for (Part part : parts) {
            PartPlan plan = part.plan();
            for (PartPlan.Export export : hasSection ? plan.exports() : List.<PartPlan.Export>of()) {
                lines.append(EXPORT_CRC)
                        .append('\t')
                        .append(export.name())
                        .append('\t')
                        .append(folder.resolve(plan.id().refModuleName(plan.part())))
                        .append("\tEXPORT_SYMBOL_GPL\t\n");
            }
        }
        return Files.writeString(folder.resolve("exports.symvers"), lines);
    }

    private void write(Part part, StringBuilder kbuild, List<Built> built) throws IOException {
        PartPlan plan = part.plan();
        String ref = plan.id().refModuleName(plan.part());
        Files.writeString(folder.resolve(ref + ".c"), RefSource.of(plan));
        kbuild.append("obj-m += ").append(ref).append(".o\n");
        built.add(new Built(name(plan, "ref"), plan.part(), true, folder.resolve(ref + ".ko")));
        if (part.code().isEmpty()) {
            return;
        }
        NewCode code = part.code().get();
        String added = plan.id().newModuleName(plan.part());
        Files.writeString(folder.resolve(added + "_glue.c"), GlueSource.of(plan, code));
        kbuild.append("obj-m += ").append(added).append(".o\n");
        kbuild.append(added).append("-y := ").append(added).append("_glue.o");
        for (int i = 0; i < code.objects().size(); i++) {
            String object = added + "_" + i + ".o";
            Bytes bytes = code.objects().get(i);
            Files.write(folder.resolve(object + "_shipped"), bytes.toArray());
            // modpost looks for the command that made each object.
            Files.writeString(folder.resolve("." + object + ".cmd"), "savedcmd_" + object + " := cp\n");
            kbuild.append(' ').append(object);
        }
        kbuild.append('\n');
        built.add(new Built(name(plan, "new"), plan.part(), false, folder.resolve(added + ".ko")));
    }

    private void writeEarlier(List<Part> parts, StringBuilder kbuild) throws IOException {
        Map<UpdateId, Set<String>> earlier = new TreeMap<>();
        for (Part part : parts) {
            part.code().flatMap(NewCode::earlier).ifPresent(used -> earlier.computeIfAbsent(
                            used.update(), none -> new TreeSet<>())
                    .addAll(used.symbols()));
        }
        for (Map.Entry<UpdateId, Set<String>> update : earlier.entrySet()) {
            // Which of its parts has them is not known here; the loader looks in all.
            String module = update.getKey().newModuleName(0);
            Files.writeString(folder.resolve(module + ".c"), EarlierSource.of(update.getValue()));
            kbuild.append("obj-m += ").append(module).append(".o\n");
        }
    }

    private static String name(PartPlan plan, String kind) {
        return plan.id() + "-" + plan.part() + "-" + kind + ".ko";
    }
}
