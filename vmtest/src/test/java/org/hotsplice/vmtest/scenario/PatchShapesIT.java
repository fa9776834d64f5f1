/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Updates that need more than one patch or more than code, made from the kernel's source and seen at work in a guest.
 */
@SuppressWarnings("NullAway.Init")
@Tag("wide")
class PatchShapesIT {
    private static final String UPTIME = "fs/proc/uptime.c";
    private static final String PRESSURE = "kernel/sched/psi.c";
    private static final String SYSCTL = "net/ipv4/sysctl_net_ipv4.c";
    private static final String DUMMY = "drivers/net/dummy.c";

    private static Workshop workshop;
    private static DebianSource source;
    private static Vm vm;

    @BeforeAll
    static void bootAGuestWithTheCore() throws Exception {
        GuestKernel kernel = GuestKernel.resolve();
        Path folder = Path.of("target", "patch-shapes").toAbsolutePath();
        Trees.delete(folder);
        workshop = new Workshop(Checkout.root().toAbsolutePath(), Files.createDirectories(folder), kernel);
        source = DebianSource.of(kernel, List.of(UPTIME, SYSCTL, PRESSURE, DUMMY));
        vm = Rig.obtain(kernel, Path.of("target", "vm"), System.out::println)
                .boot("patch-shapes", VmConfig.of(VmConfig.Start.BARE).withKernelArguments("psi=1"));
        vm.push("/updates", CoreModule.obtain(Checkout.root(), kernel));
        vm.mustRun("insmod /updates/hotsplice.ko");
    }

    @AfterAll
    static void end() throws IOException {
        if (vm != null) {
            vm.close();
        }
    }

    private static String text(String file) throws IOException {
        return Files.readString(source.folder().resolve(file), StandardCharsets.UTF_8);
    }

    private static String replaced(String text, String from, String to) {
        assertTrue(text.contains(from), () -> "the source has no '" + from + "'");
        return text.replace(from, to);
    }

    /** {@return this text of {@link #UPTIME}, with a line more in what it prints} */
    private static String withSecondLine(String text) {
        return showingMore(text, "seq_puts(m, \"more\\n\");");
    }

    /** {@return this text of {@link #UPTIME}, with a statement more at the end of what shows it} */
    private static String showingMore(String text, String statement) {
        String end = "\treturn 0;\n}\n\nstatic int __init";
        return replaced(text, end, "\t" + statement + "\n" + end);
    }

    private static Path patch(String name, String file, String before, String after) throws Exception {
        Path old = Files.writeString(workshop.folder().resolve(name + ".before"), before);
        Path changed = Files.writeString(workshop.folder().resolve(name + ".after"), after);
        assertNotEquals(before, after);
        return Files.writeString(workshop.folder().resolve(name + ".patch"), Fix.difference(file, old, changed));
    }

    private static void create(Path patch, String id, String... more) throws Exception {
        CommandResult created = workshop.create(patch, id, more);
        assertTrue(created.ok(), created::output);
    }

    private static void load(String id, String control) throws Exception {
        vm.push("/updates", workshop.bundle(id));
        vm.mustRun("cd /updates/" + id + " && for part in $(ls *-ref.ko | sort); do"
                + " insmod ./$part && insmod ./${part%-ref.ko}-new.ko || exit 1; done");
        control(id, control);
    }

    private static void control(String id, String words) throws IOException {
        CommandResult result = vm.run("echo '" + words + "' >/sys/kernel/hotsplice/updates/" + id + "/control");
        assertTrue(result.ok(), () -> result.output() + refusal());
    }

    private static String refusal() {
        try {
            return vm.run("cat /sys/kernel/hotsplice/refusal").output();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void unload(String id) throws IOException {
        vm.mustRun("rmmod hotsplice_" + id + "_0_new hotsplice_" + id + "_0_ref");
    }

    private static long uptime() throws IOException {
        return Long.parseLong(vm.mustRun("head -n 1 /proc/uptime").replaceFirst("(?s)\\..*", ""));
    }

    private static int uptimeLines() throws IOException {
        return (int) vm.mustRun("cat /proc/uptime").lines().count();
    }

    @Test
    void secondUpdate_standsOnTheFirstAndOneOfBothTakesTheirPlace() throws Exception {
        String original = text(UPTIME);
        String first = replaced(
                replaced(
                        original,
                        "static int uptime_proc_show",
                        "static noinline u64 shifted(u64 seconds)\n{\n\treturn seconds + 1000000000;\n}\n\n"
                                + "static int uptime_proc_show"),
                "(unsigned long) uptime.tv_sec,",
                "(unsigned long) shifted(uptime.tv_sec),");
        String second = withSecondLine(first);
        Path firstPatch = patch("first", UPTIME, original, first);
        create(firstPatch, "first");
        create(patch("second", UPTIME, first, second), "second", "--applied=" + firstPatch, "--requires=first");
        create(patch("both", UPTIME, original, second), "both", "--replaces=first,second");

        load("first", "apply");
        assertTrue(uptime() >= 1_000_000_000);
        assertEquals(1, uptimeLines());
        load("second", "apply");
        assertTrue(uptime() >= 1_000_000_000, "the second has the first's code as well");
        assertEquals(2, uptimeLines());
        assertFalse(vm.run("echo reverse >/sys/kernel/hotsplice/updates/first/control")
                .ok());
        assertTrue(refusal().contains("code=STACKED"), PatchShapesIT::refusal);
        load("both", "apply replace=first,second");
        assertEquals(2, uptimeLines());
        assertEquals(
                "both applied\nfirst loaded\nsecond loaded",
                vm.mustRun(
                                "cd /sys/kernel/hotsplice/updates && for u in both first second; do echo $u $(cat $u/state); done")
                        .strip());
        unload("second");
        unload("first");
        assertTrue(uptime() >= 1_000_000_000);
        control("both", "reverse");
        unload("both");
        assertTrue(uptime() < 1_000_000_000);
        assertEquals(1, uptimeLines());
        assertEquals(List.of(), vm.kernelLog().problems());
    }

    @Test
    void patchOnAnEarlierOneThatAddedData_isRefused() throws Exception {
        String original = text(UPTIME);
        String first = replaced(
                replaced(original, "static int uptime_proc_show", "static u64 shown;\n\nstatic int uptime_proc_show"),
                "\tidle_nsec = 0;",
                "\tshown++;\n\tidle_nsec = 0;");
        String second = replaced(first, "\tseq_printf(m, \"", "\tseq_printf(m, \"%llu \", shown);\n\tseq_printf(m, \"");
        Path firstPatch = patch("counting", UPTIME, original, first);
        CommandResult refused = workshop.create(
                patch("showing", UPTIME, first, second), "showing", "--applied=" + firstPatch, "--requires=counting");
        assertEquals(4, refused.status(), refused::output);
        assertTrue(refused.output().contains("EARLIER_UPDATE"), refused::output);
        assertTrue(refused.output().contains("'shown'"), refused::output);
    }

    @Test
    void changedTable_isRefusedWithoutHooksAndBroughtOverWithThem() throws Exception {
        String original = text(SYSCTL);
        String entry =
                """
                \t\t.data\t\t= &init_net.ipv4.sysctl_tcp_reordering,
                \t\t.maxlen\t\t= sizeof(int),
                \t\t.mode\t\t= 0644,
                \t\t.proc_handler\t= proc_dointvec
                """;
        String bounded = replaced(
                original,
                entry,
                entry.replace("proc_dointvec\n", "proc_dointvec_minmax,\n\t\t.extra1\t\t= SYSCTL_ONE,\n"));
        CommandResult refused = workshop.create(patch("plain", SYSCTL, original, bounded), "plain");
        assertEquals(4, refused.status(), refused::output);
        assertTrue(refused.output().contains("DATA_CHANGED"), refused::output);
        assertTrue(refused.output().contains("'ipv4_net_table'"), refused::output);

        create(patch("bounded", SYSCTL, original, bounded + hooks()), "bounded");
        String write = "echo 0 >/proc/sys/net/ipv4/tcp_reordering";
        assertTrue(vm.run(write).ok(), "the stock kernel takes 0");
        load("bounded", "apply");
        assertFalse(vm.run(write).ok(), "with the update 0 is out of bounds");
        assertTrue(vm.run("echo 3 >/proc/sys/net/ipv4/tcp_reordering").ok());
        control("bounded", "reverse");
        unload("bounded");
        assertTrue(vm.run(write).ok(), "after the reversal it is as before");
        vm.mustRun("echo 3 >/proc/sys/net/ipv4/tcp_reordering");
        assertEquals(List.of(), vm.kernelLog().problems());
    }

    @Test
    void functionThatBeginsWithAJumpLabel_isRedirectedByFtrace() throws Exception {
        String original = text(PRESSURE);
        String checked = "\tif (static_branch_likely(&psi_disabled))\n\t\treturn -EOPNOTSUPP;\n\n\t/* Update averages";
        create(
                patch(
                        "pressure",
                        PRESSURE,
                        original,
                        replaced(original, checked, "\tseq_puts(m, \"new code\\n\");\n" + checked)),
                "pressure");
        String show = "cat /proc/pressure/cpu";
        String enabled = "grep -c psi_show /sys/kernel/tracing/enabled_functions";
        vm.mustRun("mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null || test -e /sys/kernel/tracing/trace");
        assertFalse(vm.mustRun(show).contains("new code"));
        load("pressure", "apply");
        assertTrue(vm.mustRun(show).startsWith("new code"));
        assertEquals("1", vm.run(enabled).output().strip(), "ftrace leads to it");
        vm.mustRun("cd /sys/kernel/tracing && echo psi_show >set_ftrace_filter && echo function >current_tracer");
        assertTrue(vm.mustRun(show).startsWith("new code"), "a tracer sees it and does not change it");
        assertTrue(vm.mustRun("cat /sys/kernel/tracing/trace").contains("psi_show"));
        control("pressure", "reverse");
        assertFalse(vm.mustRun(show).contains("new code"));
        vm.mustRun("cd /sys/kernel/tracing && echo nop >current_tracer && echo >set_ftrace_filter");
        assertEquals("0", vm.run(enabled).output().strip(), "ftrace has let it go");
        vm.mustRun("readers=; for i in 1 2 3; do (while " + show
                + ">/dev/null; do :; done) & readers=\"$readers $!\"; done;"
                + " for i in 1 2 3 4 5 6 7 8 9 10; do for word in apply reverse; do"
                + " until echo $word >/sys/kernel/hotsplice/updates/pressure/control; do sleep 1; done; done; done;"
                + " kill $readers");
        unload("pressure");
        assertFalse(vm.mustRun(show).contains("new code"));
        assertEquals(List.of(), vm.kernelLog().problems());
    }

    @Test
    void functionAddedToTheKernel_isCalledByAModuleThatChangesWithIt() throws Exception {
        String uptime = text(UPTIME);
        String defined = withSecondLine(replaced(
                uptime,
                "static int uptime_proc_show",
                "unsigned int example_mtu(void);\nunsigned int example_mtu(void)\n{\n\treturn 1234;\n}\n\n"
                        + "static int uptime_proc_show"));
        String dummy = text(DUMMY);
        String used = replaced(
                replaced(
                        dummy, "static void dummy_setup", "unsigned int example_mtu(void);\n\nstatic void dummy_setup"),
                "\tdev->min_mtu = 0;",
                "\tdev->mtu = example_mtu();\n\tdev->min_mtu = 0;");
        Path both = Files.writeString(
                workshop.folder().resolve("both.patch"),
                Files.readString(patch("definer", UPTIME, uptime, defined))
                        + Files.readString(patch("user", DUMMY, dummy, used)));
        create(both, "mtu");
        vm.mustRun("modprobe dummy numdummies=0");
        String mtu = "ip link add made type dummy && cat /sys/class/net/made/mtu && ip link del made";
        assertEquals("1500", vm.mustRun(mtu).strip());
        load("mtu", "apply");
        assertEquals("1234", vm.mustRun(mtu).strip());
        assertEquals(2, uptimeLines(), "the kernel changes with the module");
        assertFalse(vm.run("rmmod hotsplice_mtu_0_new").ok(), "the module's new code uses the kernel's");
        control("mtu", "reverse");
        vm.mustRun("rmmod hotsplice_mtu_1_new hotsplice_mtu_1_ref");
        unload("mtu");
        assertEquals("1500", vm.mustRun(mtu).strip());
        assertEquals(1, uptimeLines());
        vm.mustRun("rmmod dummy");
        assertEquals(List.of(), vm.kernelLog().problems());
    }

    /** Jump labels, static calls, percpu data, exception tables, alternatives, warnings and what printk keeps. */
    @Test
    void tablesOfTheKernel_areWrittenForNewCode() throws Exception {
        String original = text(UPTIME);
        String machinery = new String(
                PatchShapesIT.class.getResourceAsStream("machinery.c").readAllBytes(), StandardCharsets.UTF_8);
        String includes = "#include \"internal.h\"\n";
        String changed = showingMore(replaced(original, includes, includes + machinery), "example_show(m);");
        create(patch("machinery", UPTIME, original, changed), "machinery");
        load("machinery", "apply");
        for (String name : List.of("none of 1", "one of 2", "two of 3")) {
            assertEquals(
                    List.of("example_show: " + name, "key 0 call 1", "key 1 call 2", "cpu has 1", "no value"),
                    vm.mustRun("cat /proc/uptime").lines().skip(1).toList());
        }
        String control = "/sys/kernel/debug/dynamic_debug/control";
        vm.mustRun("mountpoint -q /sys/kernel/debug || mount -t debugfs debugfs /sys/kernel/debug");
        vm.mustRun("echo 'func example_show +p' >" + control + " && cat /proc/uptime");
        for (String line : List.of("said once", "said on request")) {
            assertEquals(
                    "1",
                    vm.run("dmesg | grep -c 'example: " + line + "'").output().strip(),
                    line);
        }
        control("machinery", "reverse");
        assertEquals(1, uptimeLines());
        assertEquals(List.of(), vm.kernelLog().problems());
    }

    @Test
    void codeThatATimerStillCalls_staysInMemoryAfterTheReversal() throws Exception {
        String original = text(UPTIME);
        String armed = replaced(
                replaced(
                        original,
                        "static int uptime_proc_show",
                        "static void rang(struct timer_list *unused)\n{\n\tpr_info(\"the new timer rang\\n\");\n}\n\n"
                                + "static DEFINE_TIMER(bell, rang);\n\nstatic int uptime_proc_show"),
                "\tidle_nsec = 0;",
                "\tmod_timer(&bell, jiffies + 5 * HZ);\n\tidle_nsec = 0;");
        create(patch("timer", UPTIME, original, armed), "timer");
        load("timer", "apply");
        vm.mustRun("cat /proc/uptime");
        control("timer", "reverse");
        assertFalse(vm.run("rmmod hotsplice_timer_0_new").ok(), "a timer still has the address of its code");
        vm.mustRun("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20;"
                + " do dmesg | grep -q 'the new timer rang' && exit 0; sleep 1; done; exit 1");
        control("timer", "apply");
        control("timer", "reverse");
        assertEquals(List.of(), vm.kernelLog().problems());
    }

    /** As docs/patch-authors.md shows it. */
    private static String hooks() throws IOException {
        String page = Files.readString(Checkout.root().resolve("docs/patch-authors.md"));
        var lines = new ArrayList<String>();
        boolean inside = false;
        for (String line : Arrays.asList(page.split("\n", -1))) {
            if (line.startsWith("```")) {
                inside = line.equals("```c hooks");
            } else if (inside) {
                lines.add(line);
            }
        }
        assertFalse(lines.isEmpty(), "docs/patch-authors.md has no example of hooks");
        return "\n" + String.join("\n", lines) + "\n";
    }
}
