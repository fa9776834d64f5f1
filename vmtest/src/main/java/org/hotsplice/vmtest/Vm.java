/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running guest. It ends with {@link #close}, with the JVM, or after some hours, whichever comes first; its disk is
 * an overlay that goes with it. What it was asked and what it answered is in the session log, its console in another
 * file.
 */
public final class Vm implements AutoCloseable {
    private static final Duration USUAL = Duration.ofMinutes(8);

    private final VmConfig config;
    private final Path folder;
    private final Path console;
    private final Path session;
    private final @Nullable Path disk;
    private final QemuProcess qemu;
    private final Agent agent;
    private final Monitor monitor;
    private boolean shareMounted;
    private int transfers;

    private Vm(VmConfig config, Path folder, Path console, @Nullable Path disk, QemuProcess qemu) throws IOException {
        this.config = config;
        this.folder = folder;
        this.console = console;
        this.session =
                console.resolveSibling(console.getFileName().toString().replace(".console.log", "") + ".session.log");
        this.disk = disk;
        this.qemu = qemu;
        this.agent = Agent.connect(qemu.agentSocket());
        this.monitor = Monitor.connect(qemu.monitorSocket());
    }

    /** Starts a guest; the logs go to files that begin with the name. */
    static Vm start(Rig rig, String name, VmConfig config, @Nullable SavedState saved)
            throws IOException, InterruptedException {
        return start(rig, name, config, saved, Duration.ofMinutes(saved == null ? 10 : 4));
    }

    /** Starts a guest that has to answer within some seconds. */
    static Vm startWithin(Rig rig, String name, VmConfig config, int seconds) throws IOException, InterruptedException {
        return start(rig, name, config, null, Duration.ofSeconds(seconds));
    }

    private static Vm start(Rig rig, String name, VmConfig config, @Nullable SavedState saved, Duration limit)
            throws IOException, InterruptedException {
        Path folder = newFolder();
        Path disk = null;
        if (config.start() != VmConfig.Start.TINY) {
            disk = folder.resolve("disk.qcow2");
            Path base = saved == null ? rig.image().disk() : saved.disk();
            overlay(disk, base, saved == null ? "raw" : "qcow2");
        }
        return start(rig, name, config, folder, disk, saved, limit);
    }

    private static Path newFolder() throws IOException {
        Path folder = Files.createTempDirectory("hotsplice-vm");
        Files.createDirectory(folder.resolve("share"));
        return folder;
    }

    private static Vm start(
            Rig rig,
            String name,
            VmConfig config,
            Path folder,
            @Nullable Path disk,
            @Nullable SavedState saved,
            Duration limit)
            throws IOException, InterruptedException {
        Path console = Files.createDirectories(rig.logs()).resolve(name + ".console.log");
        Files.deleteIfExists(console.resolveSibling(name + ".session.log"));
        QemuProcess qemu = QemuProcess.start(rig, config, folder, console, disk, saved == null ? null : saved.memory());
        try {
            Vm vm = new Vm(config, folder, console, disk, qemu);
            vm.becomeReady(saved != null, limit);
            return vm;
        } catch (IOException | InterruptedException | RuntimeException e) {
            qemu.close();
            Trees.delete(folder);
            throw e;
        }
    }

    private void becomeReady(boolean restored, Duration limit) throws IOException, InterruptedException {
        if (restored) {
            Deadline deadline = Deadline.in(Duration.ofMinutes(3));
            while (monitor.status().equals("inmigrate")) {
                if (deadline.over()) {
                    throw new TimedOutException("QEMU does not read the saved state in three minutes");
                }
                Thread.sleep(50);
            }
            monitor.resume();
        }
        try {
            agent.awaitReady(limit);
        } catch (IOException e) {
            throw new IOException("the guest's agent does not answer (" + e.getMessage() + "); console:\n"
                    + new CommandResult(0, console()).tail(15));
        }
        // A guest that was saved some time ago wakes up in the past, which upsets signatures and make.
        mustRun("date -s @" + System.currentTimeMillis() / 1000 + " >/dev/null");
    }

    private static void overlay(Path disk, Path base, String format) throws IOException, InterruptedException {
        Command.of("qemu-img", "create", "-q", "-f", "qcow2", "-F", format, "-b", base.toString(), disk.toString())
                .mustRun();
    }

    /** Runs a shell script in the guest as root, for at most eight minutes; any status is a result. */
    public CommandResult run(String script) throws IOException {
        return run(script, USUAL);
    }

    /** Runs a shell script in the guest as root; a guest that does not answer in time is an error. */
    public CommandResult run(String script, Duration limit) throws IOException {
        log("--- run\n" + script + "\n");
        CommandResult result;
        try {
            result = agent.run(script.endsWith("\n") ? script : script + "\n", limit);
        } catch (TimedOutException e) {
            throw new TimedOutException("the guest did not finish within " + limit + ":\n" + script + "\nconsole:\n"
                    + new CommandResult(0, console()).tail(25));
        } catch (IOException e) {
            throw new GuestDiedException(script, console(), e);
        }
        log(result.output() + "--- status " + result.status() + "\n");
        return result;
    }

    /** Runs a script that has to end with status 0. */
    public String mustRun(String script) throws IOException {
        return mustRun(script, USUAL);
    }

    /** Runs a script that has to end with status 0. */
    public String mustRun(String script, Duration limit) throws IOException {
        CommandResult result = run(script, limit);
        if (!result.ok()) {
            String hint = result.status() == CommandResult.JVM_ABORTED ? " (a JVM aborted)" : "";
            throw new IOException("the guest's script ended with status " + result.status() + hint + ":\n" + script
                    + "\nits output:\n" + result.tail(40));
        }
        return result.output();
    }

    /** Copies files or folders of the host into a folder of the guest, which is made if it is missing. */
    public void push(String guestFolder, Path... files) throws IOException, InterruptedException {
        mountShare();
        String transfer = "push" + transfers++;
        Path staged = Files.createDirectory(folder.resolve("share").resolve(transfer));
        for (Path file : files) {
            Command.of("cp", "-a", "--", file.toString(), staged.toString()).mustRun();
        }
        // Times stay, by which apt knows what it has; owners do not, for the rig need not run as root.
        mustRun("mkdir -p '" + guestFolder + "' && cd /host/" + transfer + " && tar -cf - -- * | tar -xof - -C '"
                + guestFolder + "'");
        Trees.delete(staged);
    }

    /** Copies one file of the guest to the host. */
    public void pull(String guestFile, Path file) throws IOException {
        mountShare();
        String transfer = "pull" + transfers++;
        mustRun("cp '" + guestFile + "' /host/" + transfer);
        Files.move(folder.resolve("share").resolve(transfer), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void mountShare() throws IOException {
        if (!shareMounted) {
            mustRun("mkdir -p /host && mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144 host /host");
            shareMounted = true;
        }
    }

    /** Writes the guest's memory and disk to the folder; the guest is gone afterwards. */
    void saveTo(SavedState saved) throws IOException, InterruptedException {
        if (shareMounted) {
            mustRun("umount /host");
            shareMounted = false;
        }
        run("sync");
        monitor.pause();
        monitor.saveTo(saved.memory(), Duration.ofMinutes(5));
        monitor.quit();
        if (!qemu.awaitEnd(Duration.ofMinutes(2))) {
            throw new TimedOutException("QEMU does not end after its state was saved");
        }
        if (disk != null) {
            Files.move(disk, saved.disk(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** {@return whether the guest still runs; a panic ends it} */
    public boolean alive() {
        return qemu.alive();
    }

    /**
     * Boots the same disk anew after the guest has rebooted or crashed, which ended it. This object is closed then.
     *
     * @param name of the new logs
     * @param rig may be another, of a kernel that is installed on the disk
     */
    public Vm bootAgain(Rig rig, String name, VmConfig how) throws IOException, InterruptedException {
        if (!awaitEnd(Duration.ofMinutes(8)) || disk == null) {
            throw new TimedOutException("the guest does not end, so it cannot be booted again; console:\n"
                    + new CommandResult(0, console()).tail(15));
        }
        Path next = newFolder();
        Path moved = Files.move(disk, next.resolve("disk.qcow2"));
        close();
        return start(rig, name, how, next, moved, null, Duration.ofMinutes(10));
    }

    /** Waits until the guest has powered off or rebooted, which ends it. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return qemu.awaitEnd(limit);
    }

    /** {@return all that the guest's console has shown} */
    public String console() throws IOException {
        return Files.exists(console) ? Files.readString(console, StandardCharsets.ISO_8859_1) : "";
    }

    /** {@return the guest's kernel log, to be checked} */
    public KernelLog kernelLog() throws IOException {
        return new KernelLog(
                mustRun("dmesg").lines().toList(),
                Long.parseLong(mustRun("cat /proc/sys/kernel/tainted").trim()));
    }

    public VmConfig config() {
        return config;
    }

    private void log(String text) throws IOException {
        Files.writeString(session, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void close() throws IOException {
        try (agent;
                monitor) {
            qemu.close();
        } finally {
            Trees.delete(folder);
        }
    }
}
