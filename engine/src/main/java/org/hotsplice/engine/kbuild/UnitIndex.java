/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotsplice.engine.Progress;
import org.hotsplice.engine.kernel.PreparedKernel;
import org.hotsplice.engine.process.ProcessRunner;
import org.hotsplice.update.RefusedException;

/**
 * Every unit that kbuild builds under a kernel's configuration, and how kbuild comes to each folder. Found once by
 * walking the makefiles as kbuild does, then kept with the kernel.
 */
public final class UnitIndex {
    private static final String FILE = "units-2";

    /** How kbuild comes to a folder, and from which one. */
    record Reached(KbuildFolder.Descent descent, String parent) {}

    private final Map<String, Unit> units;
    private final Map<String, Reached> folders;

    private UnitIndex(Map<String, Unit> units, Map<String, Reached> folders) {
        this.units = Map.copyOf(units);
        this.folders = Map.copyOf(folders);
    }

    /** {@return the index of that kernel, made if it is not there yet} */
    public static UnitIndex of(PreparedKernel kernel, int jobs, Progress progress)
            throws IOException, RefusedException {
        Path file = kernel.folder().resolve(FILE);
        if (!Files.isRegularFile(file)) {
            progress.step("asking kbuild which units this configuration builds");
            ProcessRunner runner =
                    new ProcessRunner(kernel.folder().resolve("logs").resolve("units.log"));
            UnitIndex index = new UnitWalk(kernel, new KbuildQuery(kernel.tree(), runner), jobs).run();
            index.write(file);
        }
        return read(file);
    }

    static UnitIndex of(Map<String, Unit> units, Map<String, Reached> folders) {
        return new UnitIndex(units, folders);
    }

    /** {@return the unit that is compiled from that source, if one is} */
    public Optional<Unit> bySource(String source) {
        int dot = source.lastIndexOf('.');
        boolean compiled = source.endsWith(".c") || source.endsWith(".S");
        return compiled ? Optional.ofNullable(units.get(source.substring(0, dot) + ".o")) : Optional.empty();
    }

    /** {@return the unit with that object, if it is built} */
    public Optional<Unit> byObject(String object) {
        return Optional.ofNullable(units.get(object));
    }

    /** {@return every unit that is built} */
    public Collection<Unit> all() {
        return units.values();
    }

    /** {@return how many units are built} */
    public int size() {
        return units.size();
    }

    /** {@return how kbuild comes to a folder, from the top down, without the top itself; empty if it never does} */
    List<KbuildFolder.Descent> way(String folder) {
        List<KbuildFolder.Descent> way = new ArrayList<>();
        Reached reached = folders.get(folder);
        while (reached != null) {
            way.add(0, reached.descent());
            reached = folders.get(reached.parent());
        }
        return way;
    }

    private void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(folders).forEach((folder, reached) -> text.append("folder\t")
                .append(folder)
                .append('\t')
                .append(reached.parent())
                .append('\t')
                .append(reached.descent().builtin())
                .append('\t')
                .append(reached.descent().modules())
                .append('\n'));
        new TreeMap<>(units).forEach((object, unit) -> text.append("unit\t")
                .append(object)
                .append('\t')
                .append(unit.folder())
                .append('\t')
                .append(unit.goal())
                .append('\t')
                .append(String.join(",", unit.targets()))
                .append('\n'));
        Path written = Files.createTempFile(file.getParent(), FILE, ".new");
        Files.writeString(written, text, StandardCharsets.UTF_8);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static UnitIndex read(Path file) throws IOException {
        Map<String, Unit> units = new TreeMap<>();
        Map<String, Reached> folders = new TreeMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("folder") && fields.length == 5) {
                KbuildFolder.Descent descent = new KbuildFolder.Descent(
                        fields[1], Boolean.parseBoolean(fields[3]), Boolean.parseBoolean(fields[4]));
                folders.put(fields[1], new Reached(descent, fields[2]));
            } else if (fields[0].equals("unit") && fields.length == 5) {
                units.put(fields[1], new Unit(fields[1], fields[2], fields[3], List.of(fields[4].split(",", -1))));
            } else {
                throw new IOException(file + ": unknown line '" + line + "'; remove the file to have it made again");
            }
        }
        return new UnitIndex(units, folders);
    }
}
