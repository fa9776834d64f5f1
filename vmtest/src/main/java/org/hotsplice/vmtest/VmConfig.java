/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.util.ArrayList;
import java.util.List;

/**
 * How a guest is started.
 *
 * @param start what runs as its first program
 * @param memory in MiB
 * @param cpus their number
 * @param parallel whether the CPUs run at the same time under emulation. QEMU 7.2 then keeps what it translated while
 *     another CPU wrote: a CPU that met the breakpoint of a jump label may meet it for ever. Such a guest must not
 *     rewrite code that runs, as tracers do; what the core writes is written while all other CPUs wait.
 * @param cpuModel QEMU's name of it
 * @param kernelArguments words added to the kernel's command line
 */
public record VmConfig(
        Start start, int memory, int cpus, boolean parallel, String cpuModel, List<String> kernelArguments) {
    public VmConfig {
        kernelArguments = List.copyOf(kernelArguments);
        if (memory < 64 || cpus < 1) {
            throw new IllegalArgumentException(
                    "a guest needs at least 64 MiB and one CPU, not " + memory + " and " + cpus);
        }
    }

    /** What the guest's kernel starts. */
    public enum Start {
        /** systemd on the Debian root, as on any machine; about 25 s under emulation. */
        SYSTEMD,
        /** The agent alone on the Debian root; about 13 s. */
        BARE,
        /** The agent on busybox in the initramfs, no disk; about 8 s. */
        TINY
    }

    /** {@return what most tests use: 1 GiB, two CPUs by turns, every CPU feature that QEMU can emulate} */
    public static VmConfig of(Start start) {
        return new VmConfig(start, 1024, 2, false, "max", List.of());
    }

    public VmConfig withMemory(int mebibytes) {
        return new VmConfig(start, mebibytes, cpus, parallel, cpuModel, kernelArguments);
    }

    public VmConfig withCpus(int number) {
        return new VmConfig(start, memory, number, parallel, cpuModel, kernelArguments);
    }

    public VmConfig withCpuModel(String model) {
        return new VmConfig(start, memory, cpus, parallel, model, kernelArguments);
    }

    public VmConfig withParallelCpus() {
        return new VmConfig(start, memory, cpus, true, cpuModel, kernelArguments);
    }

    /** Adds words to the kernel's command line. */
    public VmConfig withKernelArguments(String... words) {
        var all = new ArrayList<String>(kernelArguments);
        all.addAll(List.of(words));
        return new VmConfig(start, memory, cpus, parallel, cpuModel, all);
    }

    /** {@return the kernel's whole command line} */
    String commandLine() {
        var words = new ArrayList<String>(
                List.of("console=ttyS0", "quiet", "loglevel=4", "panic=-1", "oops=panic", "apparmor=0"));
        if (start != Start.TINY) {
            words.add("hotsplice.root=/dev/vda");
        }
        if (start == Start.BARE) {
            words.add("hotsplice.init=/usr/local/sbin/hotsplice-bare-init");
        }
        words.addAll(kernelArguments);
        return String.join(" ", words);
    }
}
