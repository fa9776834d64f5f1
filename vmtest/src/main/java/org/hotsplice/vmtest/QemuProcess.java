/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of QEMU: its arguments, its sockets, and its certain end. */
final class QemuProcess implements AutoCloseable {
    /** No guest outlives this, even where the rig itself is killed. */
    private static final String LONGEST_LIFE = "4h";

    private final Process process;
    private final Path folder;
    private final Thread atExit;

    private QemuProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.atExit = new Thread(this::kill, "end-qemu");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts QEMU.
     *
     * @param folder short path for sockets; has the folder "share"
     * @param disk a qcow2 overlay, or null for none
     * @param state a saved state to start from, or null for a boot
     */
    static QemuProcess start(
            Rig rig, VmConfig config, Path folder, Path console, @Nullable Path disk, @Nullable Path state)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<String>(List.of("timeout", "--signal=KILL", LONGEST_LIFE));
        arguments.addAll(machine(rig, config, folder, console));
        if (disk != null) {
            arguments.addAll(List.of("-drive", "file=" + disk + ",if=virtio,format=qcow2,cache=unsafe,discard=unmap"));
        }
        if (state != null) {
            arguments.addAll(List.of("-incoming", "exec:cat '" + Monitor.quoted(state) + "'"));
        }
        Process process = Command.of(arguments).start(folder.resolve("qemu.log"));
        QemuProcess qemu = new QemuProcess(process, folder);
        qemu.awaitSockets();
        return qemu;
    }

    private static List<String> machine(Rig rig, VmConfig config, Path folder, Path console) {
        return List.of(
                "qemu-system-x86_64",
                "-accel",
                rig.accelerator().option(config.parallel()),
                "-smp",
                String.valueOf(config.cpus()),
                "-m",
                String.valueOf(config.memory()),
                "-cpu",
                config.cpuModel(),
                "-machine",
                "pc",
                "-nodefaults",
                "-no-user-config",
                "-display",
                "none",
                "-no-reboot",
                "-serial",
                "file:" + console,
                "-device",
                "virtio-serial-pci",
                "-chardev",
                "socket,id=agent,path=" + folder.resolve("agent.sock") + ",server=on,wait=off",
                "-device",
                "virtserialport,chardev=agent,name=hotsplice.agent",
                "-device",
                "virtio-rng-pci",
                "-qmp",
                "unix:" + folder.resolve("qmp.sock") + ",server=on,wait=off",
                "-virtfs",
                "local,path=" + folder.resolve("share") + ",mount_tag=host,security_model=none,multidevs=remap",
                "-kernel",
                rig.kernelFile().toString(),
                "-initrd",
                rig.initramfs().toString(),
                "-append",
                config.commandLine());
    }

    private void awaitSockets() throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        while (!Files.exists(folder.resolve("qmp.sock")) || !Files.exists(folder.resolve("agent.sock"))) {
            if (!process.isAlive() || deadline.over()) {
                kill();
                throw new IOException("QEMU does not start: "
                        + Files.readString(folder.resolve("qemu.log"), StandardCharsets.ISO_8859_1)
                                .trim());
            }
            Thread.sleep(20);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    Path agentSocket() {
        return folder.resolve("agent.sock");
    }

    Path monitorSocket() {
        return folder.resolve("qmp.sock");
    }

    /** Waits until the guest has powered off, which ends QEMU. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending; its hook finds the process gone.
            return;
        }
    }
}
