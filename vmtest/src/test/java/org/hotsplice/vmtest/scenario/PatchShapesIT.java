/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.hotsplice.vmtest.scenario.PatchBench.UPTIME;
import static org.hotsplice.vmtest.scenario.PatchBench.replaced;
import static org.hotsplice.vmtest.scenario.PatchBench.showingMore;
import static org.hotsplice.vmtest.scenario.PatchBench.withCode;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Vm;
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
    private static final String PRESSURE = "kernel/sched/psi.c";
    private static final String SYSCTL = "net/ipv4/sysctl_net_ipv4.c";
    private static final String DUMMY = "drivers/net/dummy.c";

    private static PatchBench bench;
    private static Vm vm;

    @BeforeAll
    static void bootAGuestWithTheCore() throws Exception {
        bench = PatchBench.open(
                "patch-shapes", GuestKernel.resolve(), List.of(UPTIME, SYSCTL, PRESSURE, DUMMY), "psi=1");
        vm = bench.vm();
    }

    @AfterAll
    static void end() throws IOException {
        if (bench != null) {
            bench.close();
        }
    }

    /** {@return this text of {@link PatchBench#UPTIME}, with a line more in what it prints} */
    private static String withSecondLine(String text) {
        return showingMore(text, "seq_puts(m, \"more\\n\");");
    }

    @Test
    void secondUpdate_standsOnTheFirstAndOneOfBothTakesTheirPlace() throws Exception {
        String original = bench.text(UPTIME);
        String first = replaced(
                replaced(
                        original,
                        "static int uptime_proc_show",
                        "static noinline u64 shifted(u64 seconds)\n{\n\treturn seconds + 1000000000;\n}\n\n"
                                + "static int uptime_proc_show"),
                "(unsigned long) uptime.tv_sec,",
                "(unsigned long) shifted(uptime.tv_sec),");
        String second = withSecondLine(first);
        Path firstPatch = bench.patch("first", UPTIME, original, first);
        bench.create(firstPatch, "first");
        bench.create(
                bench.patch("second", UPTIME, first, second), "second", "--applied=" + firstPatch, "--requires=first");
        bench.createFrom("both", UPTIME, second, "--replaces=first,second");

        bench.load("first", "apply");
        assertTrue(bench.uptime() >= 1_000_000_000);
        assertEquals(List.of(), bench.linesMore());
        bench.load("second", "apply");
        assertTrue(bench.uptime() >= 1_000_000_000, "the second has the first's code as well");
        assertEquals(List.of("more"), bench.linesMore());
        assertFalse(vm.run("echo reverse >/sys/kernel/hotsplice/updates/first/control")
                .ok());
        assertTrue(bench.refusal().contains("code=STACKED"), bench::refusal);
        bench.load("both", "apply replace=first,second");
        assertEquals(List.of("more"), bench.linesMore());
        assertEquals(
                "both applied\nfirst loaded\nsecond loaded",
                vm.mustRun(
                                "cd /sys/kernel/hotsplice/updates && for u in both first second; do echo $u $(cat $u/state); done")
                        .strip());
        bench.unload("second");
        bench.unload("first");
        assertTrue(bench.uptime() >= 1_000_000_000);
        bench.control("both", "reverse");
        bench.unload("both");
        assertTrue(bench.uptime() < 1_000_000_000);
        assertEquals(List.of(), bench.linesMore());
        bench.assertLogIsClean();
    }

    /** {@return this text of {@link PatchBench#UPTIME}, with a function, and counters of how often it is shown} */
    private static String counting(String text) {
        String function =
                """
                static u64 shown;

                static noinline u64 shifted(u64 seconds)
                {
                	static u64 calls;

                	calls += 10;
                	shown++;
                	return seconds + 1000000000 + calls;
                }

                static int uptime_proc_show""";
        return replaced(
                replaced(text, "static int uptime_proc_show", function),
                "(unsigned long) uptime.tv_sec,",
                "(unsigned long) shifted(uptime.tv_sec),");
    }

    @Test
    void dataAndFunctionsThatAnEarlierUpdateAdded_areGoneOnWith() throws Exception {
        String first = counting(bench.text(UPTIME));
        String second = replaced(first, "seconds + 1000000000 + calls;", "seconds + 2000000000 + 1000000 * calls;");
        String third = showingMore(second, "seq_printf(m, \"%llu\\n\", shown);");
        Path firstPatch = bench.patch("counting", UPTIME, bench.text(UPTIME), first);
        bench.create(firstPatch, "counting");
        bench.create(
                bench.patch("adding", UPTIME, first, third),
                "adding",
                "--applied=" + firstPatch,
                "--requires=counting");
        bench.createFrom("counting-anew", UPTIME, third, "--replaces=counting,adding");

        bench.load("counting", "apply");
        long early = bench.uptime();
        assertTrue(early >= 1_000_000_000 && early < 2_000_000_000, () -> "it is " + early);
        assertEquals(List.of(), bench.linesMore());
        bench.load("adding", "apply");
        assertEquals(List.of("3"), bench.linesMore(), "the counter goes on");
        long later = bench.uptime();
        assertTrue(later >= 2_040_000_000L && later < 2_050_000_000L, () -> "it is " + later);
        assertEquals(
                "hotsplice_adding_0_new",
                vm.mustRun("ls /sys/module/hotsplice_counting_0_new/holders").strip());
        bench.control("adding", "reverse");
        assertEquals(List.of(), bench.linesMore());
        bench.control("adding", "apply");
        assertEquals(List.of("6"), bench.linesMore());
        bench.load("counting-anew", "apply replace=counting,adding");
        assertEquals(List.of("1"), bench.linesMore(), "what takes the place of both begins anew");
        bench.unload("adding");
        bench.unload("counting");
        bench.control("counting-anew", "reverse");
        bench.unload("counting_anew");
        assertTrue(bench.uptime() < 1_000_000_000);
        bench.assertLogIsClean();
    }

    @Test
    void functionOfAnEarlierUpdateThatOthersHaveTheAddressOf_isRefused() throws Exception {
        String first = replaced(
                counting(bench.text(UPTIME)),
                "static int uptime_proc_show",
                "static u64 (*volatile shift)(u64) = shifted;\n\nstatic int uptime_proc_show");
        first = replaced(first, "shifted(uptime.tv_sec)", "shift(uptime.tv_sec)");
        Path firstPatch = bench.patch("pointing", UPTIME, bench.text(UPTIME), first);
        Path secondPatch = bench.patch("repointing", UPTIME, first, replaced(first, "1000000000", "2000000000"));
        assertComesWithAnEarlierUpdate(secondPatch, "'shifted'", "--applied=" + firstPatch, "--requires=pointing");
    }

    @Test
    void dataOfOneOfSeveralEarlierUpdates_isRefused() throws Exception {
        String first = counting(bench.text(UPTIME));
        Path firstPatch = bench.patch("one-of-two", UPTIME, bench.text(UPTIME), first);
        Path secondPatch =
                bench.patch("on-two", UPTIME, first, showingMore(first, "seq_printf(m, \"%llu\\n\", shown);"));
        assertComesWithAnEarlierUpdate(
                secondPatch, "'shown'", "--applied=" + firstPatch, "--requires=one-of-two,another");
    }

    private static void assertComesWithAnEarlierUpdate(Path patch, String what, String... options) throws Exception {
        CommandResult refused = bench.workshop().create(patch, "refused", options);
        assertEquals(4, refused.status(), refused::output);
        assertTrue(refused.output().contains("EARLIER_UPDATE"), refused::output);
        assertTrue(refused.output().contains(what), refused::output);
    }

    @Test
    void changedTable_isRefusedWithoutHooksAndBroughtOverWithThem() throws Exception {
        String original = bench.text(SYSCTL);
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
        CommandResult refused = bench.workshop().create(bench.patch("plain", SYSCTL, original, bounded), "plain");
        assertEquals(4, refused.status(), refused::output);
        assertTrue(refused.output().contains("DATA_CHANGED"), refused::output);
        assertTrue(refused.output().contains("'ipv4_net_table'"), refused::output);

        bench.createFrom("bounded", SYSCTL, bounded + PatchBench.example("hooks"));
        String write = "echo 0 >/proc/sys/net/ipv4/tcp_reordering";
        assertTrue(vm.run(write).ok(), "the stock kernel takes 0");
        bench.load("bounded", "apply");
        assertFalse(vm.run(write).ok(), "with the update 0 is out of bounds");
        assertTrue(vm.run("echo 3 >/proc/sys/net/ipv4/tcp_reordering").ok());
        bench.control("bounded", "reverse");
        bench.unload("bounded");
        assertTrue(vm.run(write).ok(), "after the reversal it is as before");
        vm.mustRun("echo 3 >/proc/sys/net/ipv4/tcp_reordering");
        bench.assertLogIsClean();
    }

    @Test
    void functionThatBeginsWithAJumpLabel_isRedirectedByFtrace() throws Exception {
        String original = bench.text(PRESSURE);
        String checked = "\tif (static_branch_likely(&psi_disabled))\n\t\treturn -EOPNOTSUPP;\n\n\t/* Update averages";
        bench.createFrom(
                "pressure", PRESSURE, replaced(original, checked, "\tseq_puts(m, \"new code\\n\");\n" + checked));
        String show = "cat /proc/pressure/cpu";
        String enabled = "grep -c psi_show /sys/kernel/tracing/enabled_functions";
        vm.mustRun("mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null || test -e /sys/kernel/tracing/trace");
        assertFalse(vm.mustRun(show).contains("new code"));
        bench.load("pressure", "apply");
        assertTrue(vm.mustRun(show).startsWith("new code"));
        assertEquals("1", vm.run(enabled).output().strip(), "ftrace leads to it");
        vm.mustRun("cd /sys/kernel/tracing && echo psi_show >set_ftrace_filter && echo function >current_tracer");
        assertTrue(vm.mustRun(show).startsWith("new code"), "a tracer sees it and does not change it");
        assertTrue(vm.mustRun("cat /sys/kernel/tracing/trace").contains("psi_show"));
        bench.control("pressure", "reverse");
        assertFalse(vm.mustRun(show).contains("new code"));
        vm.mustRun("cd /sys/kernel/tracing && echo nop >current_tracer && echo >set_ftrace_filter");
        assertEquals("0", vm.run(enabled).output().strip(), "ftrace has let it go");
        vm.mustRun("readers=; for i in 1 2 3; do (while " + show
                + ">/dev/null; do :; done) & readers=\"$readers $!\"; done;"
                + " for i in 1 2 3 4 5 6 7 8 9 10; do for word in apply reverse; do"
                + " until echo $word >/sys/kernel/hotsplice/updates/pressure/control; do sleep 1; done; done; done;"
                + " kill $readers");
        bench.unload("pressure");
        assertFalse(vm.mustRun(show).contains("new code"));
        bench.assertLogIsClean();
    }

    @Test
    void functionAddedToTheKernel_isCalledByAModuleThatChangesWithIt() throws Exception {
        String uptime = bench.text(UPTIME);
        String defined = withSecondLine(replaced(
                uptime,
                "static int uptime_proc_show",
                "unsigned int example_mtu(void);\nunsigned int example_mtu(void)\n{\n\treturn 1234;\n}\n\n"
                        + "static int uptime_proc_show"));
        String dummy = bench.text(DUMMY);
        String used = replaced(
                replaced(
                        dummy, "static void dummy_setup", "unsigned int example_mtu(void);\n\nstatic void dummy_setup"),
                "\tdev->min_mtu = 0;",
                "\tdev->mtu = example_mtu();\n\tdev->min_mtu = 0;");
        Path both = Files.writeString(
                bench.workshop().folder().resolve("both.patch"),
                Files.readString(bench.patch("definer", UPTIME, uptime, defined))
                        + Files.readString(bench.patch("user", DUMMY, dummy, used)));
        bench.create(both, "mtu");
        vm.mustRun("modprobe dummy numdummies=0");
        String mtu = "ip link add made type dummy && cat /sys/class/net/made/mtu && ip link del made";
        assertEquals("1500", vm.mustRun(mtu).strip());
        bench.load("mtu", "apply");
        assertEquals("1234", vm.mustRun(mtu).strip());
        assertEquals(List.of("more"), bench.linesMore(), "the kernel changes with the module");
        assertFalse(vm.run("rmmod hotsplice_mtu_0_new").ok(), "the module's new code uses the kernel's");
        bench.control("mtu", "reverse");
        bench.unload("mtu");
        assertEquals("1500", vm.mustRun(mtu).strip());
        assertEquals(List.of(), bench.linesMore());
        vm.mustRun("rmmod dummy");
        bench.assertLogIsClean();
    }

    /** Jump labels, static calls, percpu data, exception tables, alternatives, warnings and what printk keeps. */
    @Test
    void tablesOfTheKernel_areWrittenForNewCode() throws Exception {
        String original = bench.text(UPTIME);
        String changed = showingMore(withCode(original, PatchBench.resource("machinery.c")), "example_show(m);");
        bench.createFrom("machinery", UPTIME, changed);
        bench.load("machinery", "apply");
        for (String name : List.of("none of 1", "one of 2", "two of 3")) {
            assertEquals(
                    List.of("example_show: " + name, "key 0 call 1", "key 1 call 2", "cpu has 1", "no value"),
                    bench.linesMore());
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
        bench.control("machinery", "reverse");
        assertEquals(List.of(), bench.linesMore());
        bench.assertLogIsClean();
    }

    @Test
    void codeThatATimerStillCalls_staysInMemoryAfterTheReversal() throws Exception {
        String original = bench.text(UPTIME);
        String armed = replaced(
                replaced(
                        original,
                        "static int uptime_proc_show",
                        "static void rang(struct timer_list *unused)\n{\n\tpr_info(\"the new timer rang\\n\");\n}\n\n"
                                + "static DEFINE_TIMER(bell, rang);\n\nstatic int uptime_proc_show"),
                "\tidle_nsec = 0;",
                "\tmod_timer(&bell, jiffies + 5 * HZ);\n\tidle_nsec = 0;");
        bench.createFrom("timer", UPTIME, armed);
        bench.load("timer", "apply");
        vm.mustRun("cat /proc/uptime");
        bench.control("timer", "reverse");
        assertFalse(vm.run("rmmod hotsplice_timer_0_new").ok(), "a timer still has the address of its code");
        vm.mustRun("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20;"
                + " do dmesg | grep -q 'the new timer rang' && exit 0; sleep 1; done; exit 1");
        bench.control("timer", "apply");
        bench.control("timer", "reverse");
        bench.assertLogIsClean();
    }
}
