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
import java.util.List;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.Vm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one patch can be, where its effect shows more than that new code runs. */
@SuppressWarnings("NullAway.Init")
@Tag("wide")
class SinglePatchShapesIT {
    private static final String SCHEDULING = "net/sched/sch_api.c";
    private static final String TIME_NAMESPACE = "include/linux/time_namespace.h";
    private static final String USERCOPY = "mm/usercopy.c";

    private static PatchBench bench;
    private static Vm vm;

    @BeforeAll
    static void bootAGuestWithTheCore() throws Exception {
        bench = PatchBench.open(
                "single-patch-shapes", GuestKernel.resolve(), List.of(UPTIME, SCHEDULING, TIME_NAMESPACE, USERCOPY));
        vm = bench.vm();
    }

    @AfterAll
    static void end() throws IOException {
        if (bench != null) {
            bench.close();
        }
    }

    /** qdisc_alloc_handle() counts in a static variable of its own from 8001: on. */
    @Test
    void staticLocal_staysTheRunningOne() throws Exception {
        String original = bench.text(SCHEDULING);
        String step = "\t\tautohandle += TC_H_MAKE(0x10000U, 0);";
        bench.createFrom("handles", SCHEDULING, replaced(original, step, step.replace("0x1", "0x10")));
        vm.mustRun("ip link add queue type dummy");
        assertEquals("8001:", newHandle());
        assertEquals("8002:", newHandle());
        bench.load("handles", "apply");
        assertEquals("8012:", newHandle(), "counted on from the running value, in the new steps");
        bench.control("handles", "reverse");
        assertEquals("8013:", newHandle(), "the old code goes on from what the new one left");
        bench.unload("handles");
        vm.mustRun("ip link del queue");
        bench.assertLogIsClean();
    }

    private static String newHandle() throws IOException {
        return vm.mustRun("tc qdisc add dev queue root pfifo && tc qdisc show dev queue | cut -d' ' -f3"
                        + " && tc qdisc del dev queue root")
                .strip();
    }

    @Test
    void inlineFunctionOfAHeader_changesAllUnitsThatUseIt() throws Exception {
        String original = bench.text(TIME_NAMESPACE);
        String added = "\t*ts = timespec64_add(*ts, ns_offsets->boottime);\n";
        bench.createFrom("inline", TIME_NAMESPACE, replaced(original, added, added + "\tts->tv_sec += 1000000000;\n"));
        assertTrue(bench.uptime() < 1_000_000_000);
        assertTrue(systemInformation() < 1_000_000_000);
        bench.load("inline", "apply");
        assertTrue(bench.uptime() >= 1_000_000_000, "fs/proc/uptime.c");
        assertTrue(systemInformation() >= 1_000_000_000, "kernel/sys.c");
        bench.control("inline", "reverse");
        bench.unload("inline");
        assertTrue(bench.uptime() < 1_000_000_000);
        assertTrue(systemInformation() < 1_000_000_000);
        bench.assertLogIsClean();
    }

    /** {@return the uptime that the system call sysinfo tells} */
    private static long systemInformation() throws IOException {
        String program = "my $b = qq(\\0) x 128; syscall(99, $b) == 0 or die; print unpack(q(q), $b)";
        return Long.parseLong(vm.mustRun("perl -e '" + program + "'").strip());
    }

    /** The loader writes into the key's list of sites, and the key has been read-only since the start. */
    @Test
    void jumpLabelOfAKeyThatIsReadOnly_isSetInNewCode() throws Exception {
        String original = bench.text(USERCOPY);
        String skip = "\t/* Skip all tests if size is zero. */\n";
        bench.createFrom(
                "usercopy",
                USERCOPY,
                replaced(original, skip, "\tprintk_once(KERN_INFO \"example: checked\\n\");\n" + skip));
        bench.load("usercopy", "apply");
        vm.mustRun("cat /proc/self/status >/dev/null");
        assertEquals("1", vm.run("dmesg | grep -c 'example: checked'").output().strip());
        bench.control("usercopy", "reverse");
        bench.unload("usercopy");
        vm.mustRun("cat /proc/self/status >/dev/null");
        bench.assertLogIsClean();
    }

    @Test
    void hooksOfEachKind_areCalledInTheirPlacesAndMayRefuse() throws Exception {
        String original = bench.text(UPTIME);
        bench.createFrom(
                "kinds",
                UPTIME,
                showingMore(
                        withCode(original, PatchBench.resource("hooks.c")),
                        "seq_printf(m, \"%s\\n\", example_called);"));
        String applied = "pre check apply post ";
        bench.load("kinds", "apply");
        assertEquals(List.of(applied), bench.linesMore());
        assertRefused("reverse");
        String kept = applied + "pre- check- fail- ";
        assertEquals(List.of(kept), bench.linesMore());
        bench.control("kinds", "reverse");
        assertEquals(List.of(), bench.linesMore());
        assertRefused("apply");
        assertEquals(List.of(), bench.linesMore());
        bench.control("kinds", "apply");
        assertEquals(List.of(kept + "pre- check- reverse- post- pre check fail " + applied), bench.linesMore());
        bench.control("kinds", "reverse");
        bench.unload("kinds");
        bench.assertLogIsClean();
    }

    private static void assertRefused(String words) throws IOException {
        assertFalse(vm.run("echo " + words + " >/sys/kernel/hotsplice/updates/kinds/control")
                .ok());
        assertTrue(bench.refusal().contains("code=HOOK_REFUSED"), bench::refusal);
    }

    @Test
    void shadowField_isKeptForItsOwnerUntilItIsForgotten() throws Exception {
        String original = bench.text(UPTIME);
        bench.createFrom(
                "shadow", UPTIME, showingMore(withCode(original, PatchBench.example("shadow")), "count_shown(m);"));
        bench.load("shadow", "apply");
        // One open file is one owner.
        String program =
                """
                sub show { seek F, 0, 0; my @lines = <F>; print $lines[1] // qq(nothing\\n) }
                sub control { open C, q(>), q(/sys/kernel/hotsplice/updates/shadow/control) or die;
                  syswrite(C, $_[0]) or die $!; close C }
                open F, q(<), q(/proc/uptime) or die;
                show; show; show;
                control(q(reverse)); show; control(q(apply));
                show; show;
                """;
        assertEquals(
                List.of(
                        "shown 0 times before",
                        "shown 1 times before",
                        "forgotten",
                        "nothing",
                        "shown 0 times before",
                        "shown 1 times before"),
                vm.mustRun("perl -e '" + program.replace('\n', ' ') + "'")
                        .lines()
                        .toList());
        bench.control("shadow", "reverse");
        bench.unload("shadow");
        bench.assertLogIsClean();
    }
}
