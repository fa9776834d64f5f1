/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.CoreModule;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Rig;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.VmConfig;
import org.hotsplice.vmtest.demo.DebianSource;
import org.hotsplice.vmtest.demo.Fix;
import org.hotsplice.vmtest.demo.Workshop;
import org.hotsplice.vmtest.project.Checkout;

/**
 * Where patches are made from the kernel's source, become updates, and are seen at work in a guest with the core.
 *
 * @param workshop makes updates of patches
 * @param source files of the kernel's source
 * @param vm the guest
 */
record PatchBench(Workshop workshop, DebianSource source, Vm vm) implements AutoCloseable {
    static final String UPTIME = "fs/proc/uptime.c";

    /**
     * {@return a bench with a booted guest}
     *
     * @param name of its folder and of its guest
     * @param kernel what it boots
     * @param files of the kernel's source that are to be patched
     */
    static PatchBench open(String name, GuestKernel kernel, List<String> files, String... kernelArguments)
            throws Exception {
        Path folder = Path.of("target", name).toAbsolutePath();
        Trees.delete(folder);
        Workshop workshop = new Workshop(Checkout.root().toAbsolutePath(), Files.createDirectories(folder), kernel);
        DebianSource source = DebianSource.of(kernel, files);
        Vm vm = Rig.obtain(kernel, Path.of("target", "vm"), System.out::println)
                .boot(name, VmConfig.of(VmConfig.Start.BARE).withKernelArguments(kernelArguments));
        vm.push("/updates", CoreModule.obtain(Checkout.root(), kernel));
        vm.mustRun("insmod /updates/hotsplice.ko");
        return new PatchBench(workshop, source, vm);
    }

    @Override
    public void close() throws IOException {
        vm.close();
    }

    String text(String file) throws IOException {
        return Files.readString(source.folder().resolve(file), StandardCharsets.UTF_8);
    }

    static String replaced(String text, String from, String to) {
        assertTrue(text.contains(from), () -> "the source has no '" + from + "'");
        return text.replace(from, to);
    }

    /** {@return this text of {@link #UPTIME}, with a statement more at the end of what shows it} */
    static String showingMore(String text, String statement) {
        String end = "\treturn 0;\n}\n\nstatic int __init";
        return replaced(text, end, "\t" + statement + "\n" + end);
    }

    /** {@return this text of {@link #UPTIME}, with more code before its first function} */
    static String withCode(String text, String code) {
        String includes = "#include \"internal.h\"\n";
        return replaced(text, includes, includes + code);
    }

    /** {@return a C file that lies beside the tests} */
    static String resource(String name) throws IOException {
        try (var in = PatchBench.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** {@return the example of docs/patch-authors.md that has this word behind its language} */
    static String example(String word) throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/patch-authors.md"));
        var lines = new ArrayList<String>();
        boolean inside = false;
        for (String line : Arrays.asList(page.split("\n", -1))) {
            if (line.startsWith("```")) {
                inside = line.equals("```c " + word);
            } else if (inside) {
                lines.add(line);
            }
        }
        assertTrue(!lines.isEmpty(), () -> "docs/patch-authors.md has no example of " + word);
        return "\n" + String.join("\n", lines) + "\n";
    }

    Path patch(String name, String file, String before, String after) throws Exception {
        Path old = Files.writeString(workshop.folder().resolve(name + ".before"), before);
        Path changed = Files.writeString(workshop.folder().resolve(name + ".after"), after);
        assertNotEquals(before, after);
        return Files.writeString(workshop.folder().resolve(name + ".patch"), Fix.difference(file, old, changed));
    }

    /** Makes an update of a file of the source that becomes this text. */
    void createFrom(String id, String file, String changed, String... more) throws Exception {
        create(patch(id, file, text(file), changed), id, more);
    }

    void create(Path patch, String id, String... more) throws Exception {
        CommandResult created = workshop.create(patch, id, more);
        assertTrue(created.ok(), created::output);
    }

    void load(String id, String control) throws Exception {
        insert(id);
        control(id, control);
    }

    /** Loads the modules of each part. */
    void insert(String id) throws Exception {
        vm.push("/updates", workshop.bundle(id));
        vm.mustRun("cd /updates/" + id + " && for part in $(ls *-ref.ko | sort); do"
                + " insmod ./$part && insmod ./${part%-ref.ko}-new.ko || exit 1; done");
    }

    /** Has the parts of an update loaded and applied when their modules come, before the init of these runs. */
    void applyAsTheyCome(String id, String modules) throws Exception {
        String helper =
                """
                #!/bin/sh
                cd /updates/ID
                for part in *-ref.ko; do
                    insmod ./$part && insmod ./${part%-ref.ko}-new.ko
                done
                echo apply >/sys/kernel/hotsplice/updates/ID/control
                """
                        .replace("ID", id);
        Path program = Files.writeString(workshop.folder().resolve("module-coming"), helper);
        vm.push("/updates", workshop.bundle(id));
        vm.push("/usr/lib/hotsplice", program);
        vm.mustRun("chmod 755 /usr/lib/hotsplice/module-coming && echo '" + modules + "' >/sys/kernel/hotsplice/await");
    }

    void awaitNothing() throws IOException {
        vm.mustRun("echo >/sys/kernel/hotsplice/await");
    }

    void control(String id, String words) throws IOException {
        CommandResult result = vm.run("echo '" + words + "' >/sys/kernel/hotsplice/updates/" + id + "/control");
        assertTrue(result.ok(), () -> result.output() + refusal());
    }

    String refusal() {
        try {
            return vm.run("cat /sys/kernel/hotsplice/refusal").output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    void unload(String id) throws IOException {
        vm.mustRun("cd /sys/module && for kind in new ref; do rmmod $(ls -dr hotsplice_" + id
                + "_?_$kind) || exit 1; done");
    }

    long uptime() throws IOException {
        return Long.parseLong(vm.mustRun("cat /proc/uptime").replaceFirst("(?s)\\..*", ""));
    }

    /** {@return what /proc/uptime has behind its first line} */
    List<String> linesMore() throws IOException {
        return vm.mustRun("cat /proc/uptime").lines().skip(1).toList();
    }

    void assertLogIsClean() throws IOException {
        assertEquals(List.of(), vm.kernelLog().problems());
    }
}
