/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotsplice.update.KernelIdentity;
import org.hotsplice.update.UpdateId;

/**
 * The running kernel as the client sees it. Nothing is cached: each question is answered from /proc and /sys, so that a
 * client that was killed and started again sees what really is.
 */
public final class Kernel {
    /** The version of /sys/kernel/hotsplice that this client speaks; HOTSPLICE_ABI in the uapi header. */
    public static final int ABI = 1;

    /** What one write to a file of sysfs takes. */
    private static final int PAGE = 4096;

    private final Path root;
    private final SystemCalls calls;
    private final String coming;

    /**
     * @param root the folder that holds {@code sys} and {@code proc}; {@code /} but in tests
     * @param calls makes the changes
     */
    public Kernel(Path root, SystemCalls calls) {
        this(root, calls, "");
    }

    private Kernel(Path root, SystemCalls calls, String coming) {
        this.root = root;
        this.calls = calls;
        this.coming = coming;
    }

    /**
     * {@return the same kernel at the moment when it is about to run this module's init and waits for us; the module
     * counts as present}
     */
    public Kernel withComing(String module) {
        return new Kernel(root, calls, module.replace('-', '_'));
    }

    /** {@return which kernel runs} */
    public KernelIdentity identity() throws IOException {
        byte[] notes = Files.readAllBytes(root.resolve("sys/kernel/notes"));
        String buildId = BuildId.find(notes)
                .orElseThrow(() -> new IOException(root.resolve("sys/kernel/notes") + " holds no build-id"));
        return new KernelIdentity(release(), version(), "x86_64", buildId);
    }

    /** {@return what {@code uname -v} prints} */
    public String version() throws IOException {
        return line("proc/sys/kernel/version");
    }

    /** {@return what {@code uname -r} prints} */
    public String release() throws IOException {
        // Not uname(2): personality UNAME26 changes its answer, not that of procfs.
        return line("proc/sys/kernel/osrelease");
    }

    /** {@return an id that differs after each boot} */
    public String bootId() throws IOException {
        return line("proc/sys/kernel/random/boot_id");
    }

    /** {@return for how many seconds the kernel has been running} */
    public long uptimeSeconds() throws IOException {
        return (long) Double.parseDouble(line("proc/uptime").split(" ", -1)[0]);
    }

    /** {@return the words of the kernel's command line} */
    public List<String> commandLine() throws IOException {
        return List.of(line("proc/cmdline").split("\\s+", -1));
    }

    /** {@return whether the core module is loaded} */
    public boolean hasCore() {
        return Files.isDirectory(core());
    }

    /** {@return the ABI that the core module speaks} */
    public int coreAbi() throws IOException {
        return Integer.parseInt(line("sys/kernel/hotsplice/abi"));
    }

    /** {@return the version of the core module} */
    public String coreVersion() throws IOException {
        return line("sys/kernel/hotsplice/version");
    }

    /** {@return the updates that the core module knows, by id; none without the module} */
    public List<KernelUpdate> updates() throws IOException {
        List<KernelUpdate> updates = new ArrayList<>();
        for (Path folder : children(core().resolve("updates"))) {
            update(new UpdateId(folder.getFileName().toString())).ifPresent(updates::add);
        }
        updates.sort(Comparator.comparing(KernelUpdate::id));
        return updates;
    }

    /** {@return what the core module says of one update; empty if it does not know it} */
    public Optional<KernelUpdate> update(UpdateId id) throws IOException {
        try {
            List<KernelUpdate.Part> parts = lines(file(id, "parts")).stream()
                    .map(KernelUpdate.Part::parse)
                    .toList();
            return Optional.of(
                    new KernelUpdate(id, KernelUpdate.State.parse(String.join("", lines(file(id, "state")))), parts));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** {@return the functions of an update: target, function, {@code redirected} or {@code original}} */
    public List<String> functions(UpdateId id) throws IOException {
        return lines(file(id, "functions"));
    }

    /** {@return the tasks that were found inside a function at the last refused freeze} */
    public List<BusyTask> busy(UpdateId id) throws IOException {
        try {
            return lines(file(id, "busy")).stream().map(BusyTask::parse).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** {@return the figures of the update's last freeze} */
    public Map<String, String> freeze(UpdateId id) throws IOException {
        Map<String, String> figures = new LinkedHashMap<>();
        for (String line : lines(file(id, "freeze"))) {
            for (String pair : line.split(" +", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    figures.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
        }
        return figures;
    }

    /** {@return the last refusal; one without a reason if there is none or no core module} */
    public Refusal refusal() throws IOException {
        Path file = core().resolve("refusal");
        return Refusal.parse(Files.exists(file) ? lines(file) : List.of());
    }

    /**
     * {@return whether a part's target can be changed now}
     *
     * @param target {@code vmlinux} or a module's name
     */
    public boolean isPresent(String target) throws IOException {
        if (target.equals("vmlinux")) {
            return true;
        }
        String module = target.replace('-', '_');
        if (module.equals(coming) && isLoading(module)) {
            return true;
        }
        // Code that is built in may have a folder there too, for its parameters, but no initstate.
        Path file = root.resolve("sys/module").resolve(module).resolve("initstate");
        try {
            return String.join("", lines(file)).strip().equals("live");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** A module gets its folder in sysfs only after the kernel has told everybody that it comes. */
    private boolean isLoading(String module) throws IOException {
        return lines(root.resolve("proc/modules")).stream()
                .map(line -> List.of(line.split(" ", -1)))
                .anyMatch(words -> words.get(0).equals(module) && words.contains("Loading"));
    }

    /** {@return whether a module of this name is loaded} */
    public boolean isLoaded(String module) {
        return Files.exists(root.resolve("sys/module").resolve(module).resolve("initstate"));
    }

    /** {@return the names of all loaded modules that belong to updates} */
    public List<String> updateModules() throws IOException {
        return children(root.resolve("sys/module")).stream()
                .map(folder -> folder.getFileName().toString())
                .filter(name -> name.matches("hotsplice_.*_(ref|new)"))
                .sorted()
                .toList();
    }

    /** Loads a module from exactly these bytes. */
    public void load(String name, byte[] image) throws SystemCallException {
        calls.loadModule(name, image);
    }

    /** Unloads a module. */
    public void unload(String name) throws SystemCallException {
        calls.unloadModule(name);
    }

    /** Writes to an update's control file: {@code apply}, {@code apply replace=...} or {@code reverse}. */
    public void control(UpdateId id, String command) throws SystemCallException {
        calls.write(file(id, "control"), command);
    }

    /**
     * Names the modules whose loading is to wait until their parts of updates are in force. Names that no more fit are
     * left out: these parts come with the next reconciliation after the module was loaded.
     */
    public void await(Collection<String> modules) throws IOException {
        StringBuilder words = new StringBuilder();
        for (String module : modules) {
            if (words.length() + module.length() + 2 < PAGE) {
                words.append(words.isEmpty() ? "" : " ").append(module.replace('-', '_'));
            }
        }
        String wanted = words.append('\n').toString();
        Path file = core().resolve("await");
        if (!String.join(" ", lines(file)).equals(wanted.strip())) {
            calls.write(file, wanted);
        }
    }

    private Path core() {
        return root.resolve("sys/kernel/hotsplice");
    }

    private Path file(UpdateId id, String name) {
        return core().resolve("updates").resolve(id.value()).resolve(name);
    }

    private String line(String path) throws IOException {
        return Files.readString(root.resolve(path), StandardCharsets.UTF_8).strip();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }
}
