/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotsplice.update.KernelIdentity;

/**
 * A folder that looks like /proc and /sys, and system calls that change it as the core module would. For the client's
 * logic only; what the real kernel does is tested in the rig.
 *
 * <p>A module's image is the text {@code id part target}.
 */
public final class FakeKernel implements SystemCalls {
    public static final KernelIdentity IDENTITY = new KernelIdentity(
            "6.1.0-47-amd64",
            "#1 SMP PREEMPT_DYNAMIC Debian 6.1.170-3 (2026-05-08)",
            "x86_64",
            "12f1e1ca032e499318c5cc64e024d3e617624bf6");

    /** The client is killed at this point. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Path root;
    private final Map<String, Map<Integer, String>> targets = new HashMap<>();
    private final Map<String, String> refusedModules = new HashMap<>();
    private final Map<String, Integer> busyRounds = new HashMap<>();
    private final Set<String> stacked = new HashSet<>();
    private final Map<String, Runnable> events = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final List<String> calls = new ArrayList<>();
    private int killBefore = Integer.MAX_VALUE;
    private int killAfter = Integer.MAX_VALUE;

    public FakeKernel(Path root) {
        this.root = root;
        put("proc/sys/kernel/osrelease", IDENTITY.release() + "\n");
        put("proc/sys/kernel/version", IDENTITY.version() + "\n");
        put("proc/sys/kernel/random/boot_id", "boot-1\n");
        put("proc/uptime", "100.00 200.00\n");
        put("proc/cmdline", "quiet ro\n");
        put("proc/modules", "ext4 983040 1 - Live 0x0000000000000000\n");
        putBytes("sys/kernel/notes", notes(IDENTITY.buildId()));
        loadCore();
    }

    public Path root() {
        return root;
    }

    public Kernel kernel() {
        return new Kernel(root, this);
    }

    /** {@return every change that was asked for, in order} */
    public List<String> calls() {
        return calls;
    }

    public void loadCore() {
        put("sys/kernel/hotsplice/abi", "1\n");
        put("sys/kernel/hotsplice/version", "0.1.0\n");
        put("sys/kernel/hotsplice/refusal", "code=NONE\n");
        put("sys/kernel/hotsplice/await", "");
    }

    public void unloadCore() {
        delete(root.resolve("sys/kernel/hotsplice"));
    }

    public void loadTarget(String module) {
        put("sys/module/" + module + "/initstate", "live\n");
    }

    /** The module is about to run its init; it has no folder in sysfs yet. */
    public void beginTarget(String module) {
        put("proc/modules", read("proc/modules") + module + " 16384 0 - Loading 0x0000000000000000\n");
    }

    /** The module's init has failed: it is gone, and so is this part of the update. */
    public void loseTarget(String module, String id, int part) {
        delete(root.resolve("sys/module/" + module));
        lost.add(id + " " + part);
        show(id, false);
    }

    /** {@return the modules that the kernel tells us of} */
    public String awaited() {
        return read("sys/kernel/hotsplice/await").strip();
    }

    /** The module is refused with these lines in the refusal file. */
    public void refuse(String module, String refusal) {
        refusedModules.put(module, refusal);
    }

    public void accept(String module) {
        refusedModules.remove(module);
    }

    /** So many freezes of this update find it in use. */
    public void busy(String id, int rounds) {
        busyRounds.put(id, rounds);
    }

    /** The update cannot be reversed because another stands on it, until that is gone. */
    public void stack(String below, String above) {
        stacked.add(below + " " + above);
    }

    /** Something else happens on the machine after this change. */
    public void afterCall(String call, Runnable event) {
        events.put(call, event);
    }

    public void killBefore(int call) {
        killBefore = call;
    }

    public void killAfter(int call) {
        killAfter = call;
    }

    public void reboot(String bootId, long uptime) {
        put("proc/sys/kernel/random/boot_id", bootId + "\n");
        put("proc/uptime", uptime + ".00 0.00\n");
        targets.clear();
        delete(root.resolve("sys/module"));
        unloadCore();
        loadCore();
    }

    public void uptime(long seconds) {
        put("proc/uptime", seconds + ".00 0.00\n");
    }

    /** {@return the loaded modules of updates} */
    public List<String> modules() {
        try {
            return kernel().updateModules();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void loadModule(String name, byte[] image) throws SystemCallException {
        before("load " + name);
        String refusal = refusedModules.get(name);
        if (refusal != null) {
            put("sys/kernel/hotsplice/refusal", refusal);
            throw new SystemCallException(name, ErrorNumber.ENOEXEC);
        }
        String[] words = new String(image, StandardCharsets.US_ASCII).split(" ", -1);
        put("sys/module/" + name + "/initstate", "live\n");
        targets.computeIfAbsent(words[0], id -> new TreeMap<>()).put(Integer.parseInt(words[1]), words[2]);
        show(words[0], false);
        after();
    }

    @Override
    public void unloadModule(String name) throws SystemCallException {
        before("unload " + name);
        if (!Files.exists(root.resolve("sys/module/" + name))) {
            throw new SystemCallException(name, ErrorNumber.ENOENT);
        }
        String[] parts = name.split("_", -1);
        String id = String.join("-", List.of(parts).subList(1, parts.length - 2));
        String part = id + " " + parts[parts.length - 2];
        if (!lost.contains(part)
                && read("sys/kernel/hotsplice/updates/" + id + "/state").equals("applied\n")) {
            throw new SystemCallException(name, ErrorNumber.EAGAIN);
        }
        delete(root.resolve("sys/module/" + name));
        if (name.endsWith("_ref")) {
            Map<Integer, String> left = targets.getOrDefault(id, new TreeMap<>());
            left.remove(Integer.parseInt(parts[parts.length - 2]));
            lost.remove(part);
        }
        show(id, false);
        after();
    }

    @Override
    public void write(Path file, String text) throws SystemCallException {
        if (file.endsWith("await")) {
            before("await " + text.strip());
            put("sys/kernel/hotsplice/await", text);
            after();
            return;
        }
        String id = file.getName(file.getNameCount() - 2).toString();
        before(text + " " + id);
        int rounds = busyRounds.getOrDefault(id, 0);
        if (rounds > 0) {
            busyRounds.put(id, rounds - 1);
            put("sys/kernel/hotsplice/updates/" + id + "/busy", "128 my_sleep do_nanosleep+0x7b\n");
            put("sys/kernel/hotsplice/refusal", "id=" + id + "\ncode=BUSY\n");
            throw new SystemCallException("write", ErrorNumber.EBUSY);
        }
        if (text.equals("reverse")) {
            requireTop(id);
        }
        show(id, text.startsWith("apply"));
        if (text.startsWith("apply replace=")) {
            for (String old : text.substring("apply replace=".length()).split(",", -1)) {
                show(old, false);
            }
        }
        after();
    }

    private void requireTop(String id) throws SystemCallException {
        for (String pair : stacked) {
            String[] words = pair.split(" ", -1);
            String above = "sys/kernel/hotsplice/updates/" + words[1] + "/state";
            if (words[0].equals(id)
                    && Files.exists(root.resolve(above))
                    && read(above).equals("applied\n")) {
                put("sys/kernel/hotsplice/refusal", "id=" + id + "\ncode=STACKED\ndetail=" + words[1] + "\n");
                throw new SystemCallException("write", ErrorNumber.EPERM);
            }
        }
    }

    /** Rewrites the files of an update after what is loaded and whether it is in force. */
    private void show(String id, boolean applied) {
        String folder = "sys/kernel/hotsplice/updates/" + id;
        boolean wasApplied = Files.exists(root.resolve(folder + "/state"))
                && read(folder + "/state").equals("applied\n");
        Map<Integer, String> known = targets.getOrDefault(id, Map.of());
        if (known.isEmpty()) {
            delete(root.resolve(folder));
            return;
        }
        StringBuilder lines = new StringBuilder();
        boolean complete = true;
        for (Map.Entry<Integer, String> part : known.entrySet()) {
            String module = "hotsplice_" + id.replace('-', '_') + "_" + part.getKey() + "_new";
            boolean loaded = Files.exists(root.resolve("sys/module/" + module));
            complete &= loaded;
            String earlier = "\n" + (Files.exists(root.resolve(folder + "/parts")) ? read(folder + "/parts") : "");
            boolean keeps = wasApplied
                    && !calls.get(calls.size() - 1).startsWith("reverse")
                    && !calls.get(calls.size() - 1).contains("replace=" + id)
                    && earlier.contains("\n" + part.getKey() + " " + part.getValue() + " applied\n");
            boolean gone = lost.contains(id + " " + part.getKey());
            String state = gone ? "lost" : applied || keeps ? "applied" : loaded ? "loaded" : "matched";
            lines.append(part.getKey())
                    .append(' ')
                    .append(part.getValue())
                    .append(' ')
                    .append(state)
                    .append('\n');
        }
        boolean anyApplied = lines.toString().contains(" applied\n");
        put(folder + "/parts", lines.toString());
        put(folder + "/state", anyApplied ? "applied\n" : complete ? "loaded\n" : "matched\n");
        put(folder + "/control", "");
        put(folder + "/functions", "");
        put(folder + "/freeze", "");
    }

    private void before(String call) {
        calls.add(call);
        if (calls.size() > killBefore) {
            throw new Killed();
        }
    }

    private void after() {
        events.getOrDefault(calls.get(calls.size() - 1), () -> {}).run();
        if (calls.size() > killAfter) {
            throw new Killed();
        }
    }

    private static byte[] notes(String buildId) {
        byte[] id = HexFormat.of().parseHex(buildId);
        ByteBuffer buffer = ByteBuffer.allocate(64 + id.length).order(ByteOrder.LITTLE_ENDIAN);
        // As on a real machine, other notes come first.
        buffer.putInt(6)
                .putInt(4)
                .putInt(0x100)
                .put("Linux\0\0\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(0);
        buffer.putInt(4)
                .putInt(id.length)
                .putInt(3)
                .put("GNU\0".getBytes(StandardCharsets.US_ASCII))
                .put(id);
        byte[] bytes = new byte[buffer.position()];
        buffer.flip();
        buffer.get(bytes);
        return bytes;
    }

    public void put(String path, String text) {
        putBytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void putBytes(String path, byte[] bytes) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.write(root.resolve(path), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
