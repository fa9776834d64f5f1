/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.scenario;

import static org.hotsplice.vmtest.scenario.PatchBench.replaced;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hotsplice.vmtest.Command;
import org.hotsplice.vmtest.CommandResult;
import org.hotsplice.vmtest.DebianPackages;
import org.hotsplice.vmtest.GuestKernel;
import org.hotsplice.vmtest.KernelHeaders;
import org.hotsplice.vmtest.Trees;
import org.hotsplice.vmtest.Vm;
import org.hotsplice.vmtest.project.Checkout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a patch may have to find in the kernel: assembly, modules of several units, names and addresses that others use.
 */
@SuppressWarnings("NullAway.Init")
@Tag("wide")
class TargetShapesIT {
    private static final String REGISTERS = "arch/x86/lib/msr-reg.S";
    private static final String TWOFISH = "arch/x86/crypto/twofish-x86_64-asm_64.S";
    private static final String BONDING = "drivers/net/bonding/bond_main.c";
    private static final String BONDING_FILES = "drivers/net/bonding/bond_sysfs.c";
    private static final String SYMBOLS = "kernel/kallsyms.c";
    private static final String EVENTS = "kernel/trace/trace_events.c";
    private static final String TERMINAL = "drivers/tty/tty_io.c";

    private static final String DUMMY = "drivers/net/dummy.c";
    private static final String MONITOR = "drivers/net/nlmon.c";

    private static GuestKernel kernel;
    private static PatchBench bench;
    private static Vm vm;

    @BeforeAll
    static void bootAGuestWithTheCore() throws Exception {
        kernel = GuestKernel.resolve();
        bench = PatchBench.open(
                "target-shapes",
                kernel,
                List.of(REGISTERS, TWOFISH, BONDING, BONDING_FILES, SYMBOLS, EVENTS, TERMINAL, DUMMY, MONITOR));
        vm = bench.vm();
    }

    @AfterAll
    static void end() throws IOException {
        if (bench != null) {
            bench.close();
        }
    }

    /** rdmsr_safe_regs() has an entry in the exception table and no fentry call. */
    @Test
    void assemblyOfTheKernel_isReplaced() throws Exception {
        String original = bench.text(REGISTERS);
        String stored = "2:\tmovl    %eax, (%r10)\n";
        bench.createFrom(
                "registers", REGISTERS, replaced(original, stored, "2:\tmovl    $1234, %ebx\n" + stored.substring(2)));
        vm.mustRun("modprobe msr");
        String old = registers();
        assertTrue(old.matches("0 [1-9][0-9]* 27 0"), old);
        bench.load("registers", "apply");
        assertEquals(old.replaceFirst("0$", "1234"), registers());
        bench.control("registers", "reverse");
        bench.unload("registers");
        assertEquals(old, registers());
        bench.assertLogIsClean();
    }

    /** {@return the registers edx, eax, ecx and ebx after the instruction rdmsr for the base address of the APIC} */
    private static String registers() throws IOException {
        String program =
                """
                open M, q(<), q(/dev/cpu/0/msr) or die $!;
                my $r = pack q(L8), 0, 0x1b;
                ioctl(M, 0xc02063a0, $r) // die $!;
                my ($eax, $ecx, $edx, $ebx) = unpack q(L4), $r;
                print qq($edx $eax $ecx $ebx);
                """;
        return perl(program);
    }

    private static String perl(String program) throws IOException {
        return vm.mustRun("perl -e '" + program.replace('\n', ' ') + "'").strip();
    }

    @Test
    void assemblyOfAModule_isReplaced() throws Exception {
        String original = bench.text(TWOFISH);
        String end = "\tinput_whitening(R1,%r11,c_offset)\n\tmovq\tR1,\t8(%rsi)\n";
        bench.createFrom("twofish", TWOFISH, replaced(original, end, end.replace("\tmovq", "\tnotq\tR1\n\tmovq")));
        vm.mustRun("modprobe twofish-x86_64");
        String old = decrypted();
        assertEquals(32, old.length(), old);
        bench.load("twofish", "apply");
        assertEquals(old.substring(0, 16) + inverted(old.substring(16)), decrypted());
        bench.control("twofish", "reverse");
        bench.unload("twofish");
        assertEquals(old, decrypted());
        bench.assertLogIsClean();
    }

    private static String inverted(String digits) {
        return String.format("%016x", ~Long.parseUnsignedLong(digits, 16));
    }

    /** {@return the hexadecimal digits of a block that the kernel decrypts by its assembly for twofish} */
    private static String decrypted() throws IOException {
        // AF_ALG; decryption is what a socket does that was told nothing else. accept() must not ask for an address.
        String program =
                """
                socket(S, 38, 5, 0) or die $!;
                bind(S, pack(q(S a14 L L a64), 38, q(skcipher), 0, 0, q(ecb(twofish-asm)))) or die $!;
                setsockopt(S, 279, 1, q(k) x 16) or die $!;
                my $f = syscall(43, fileno(S), 0, 0);
                open(O, qq(+<&=$f)) or die $!;
                syswrite(O, q(x) x 16) == 16 or die $!;
                sysread(O, my $b, 16) == 16 or die $!;
                print unpack(q(H*), $b);
                """;
        return perl(program);
    }

    /** bonding.ko is linked of many units; its init makes bond0 by bond_setup(). */
    @Test
    void unitsOfAModule_areReplacedWhetherItIsThereOrComesLater() throws Exception {
        String main = bench.text(BONDING);
        String files = bench.text(BONDING_FILES);
        String largest = "\tbond_dev->max_mtu = ETH_MAX_MTU;\n";
        String name = "\t\tres += sysfs_emit_at(buf, res, \"%s \", bond->dev->name);\n";
        Path both = Files.writeString(
                bench.workshop().folder().resolve("bonding.patch"),
                Files.readString(bench.patch(
                                "main", BONDING, main, replaced(main, largest, "\tbond_dev->mtu = 1234;\n" + largest)))
                        + Files.readString(bench.patch(
                                "files", BONDING_FILES, files, replaced(files, name, name.replace("%s ", "new-%s ")))));
        bench.create(both, "bonding");

        // The system's settings have no bond made.
        String modprobe = "modprobe bonding max_bonds=1";
        vm.mustRun(modprobe);
        assertEquals("bond0 1500 1500", bonds());
        bench.load("bonding", "apply");
        assertEquals("new-bond0 1500 1234", bonds(), "bond0 was there before");
        bench.control("bonding", "reverse");
        assertEquals("bond0 1500 1500", bonds());
        bench.unload("bonding");
        vm.mustRun("rmmod bonding");

        bench.applyAsTheyCome("bonding", "bonding");
        vm.mustRun(modprobe);
        bench.awaitNothing();
        assertEquals("new-bond0 1234 1234", bonds(), "its init ran new code");
        bench.control("bonding", "reverse");
        assertEquals("bond0 1234 1500", bonds());
        bench.unload("bonding");
        vm.mustRun("rmmod bonding");
        bench.assertLogIsClean();
    }

    /** {@return the names of the bonds, the MTU of the one that the module made, and that of another} */
    private static String bonds() throws IOException {
        return vm.mustRun("cd /sys/class/net && names=$(cat bonding_masters) && ip link add made type bond"
                        + " && echo $names $(cat bond0/mtu) $(cat made/mtu) && ip link del made")
                .strip();
    }

    /** Three units have an s_show(), each of other code. */
    @Test
    void functionWhoseNameOthersHave_isTheOneThatChanges() throws Exception {
        String original = bench.text(SYMBOLS);
        String line = "\t\tseq_printf(m, \"%px %c %s\\n\", value,\n\t\t\t   iter->type, iter->name);\n";
        bench.createFrom("symbols", SYMBOLS, replaced(original, line, line.replace("%s\\n", "%s new\\n")));
        vm.mustRun("test $(grep -c ' t s_show$' /proc/kallsyms) -ge 3");
        String areas = "grep -c new /proc/vmallocinfo; head -n 1 /sys/kernel/tracing/trace";
        String old = vm.run(areas).output();
        assertTrue(old.startsWith("0\n# tracer: "), old);
        bench.load("symbols", "apply");
        assertEquals(
                "1",
                vm.run("grep -c ' T schedule new$' /proc/kallsyms").output().strip());
        assertEquals(old, vm.run(areas).output(), "the functions of other units are as they were");
        bench.control("symbols", "reverse");
        bench.unload("symbols");
        assertEquals("0", vm.run("grep -c ' new$' /proc/kallsyms").output().strip());
        bench.assertLogIsClean();
    }

    /** t_stop() of three units differs only in which mutex it unlocks. */
    @Test
    void functionThatEqualsOthersOfItsName_isTheOneThatChanges() throws Exception {
        String original = bench.text(EVENTS);
        String unlock = "static void t_stop(struct seq_file *m, void *p)\n{\n\tmutex_unlock(&event_mutex);\n";
        bench.createFrom("events", EVENTS, replaced(original, unlock, unlock + "\tseq_puts(m, \"new stop\\n\");\n"));
        assertEquals("no no no", stops());
        bench.load("events", "apply");
        assertEquals("new no no", stops());
        bench.control("events", "reverse");
        bench.unload("events");
        assertEquals("no no no", stops());
        bench.assertLogIsClean();
    }

    /** {@return for each file that a t_stop() ends whether it says so} */
    private static String stops() throws IOException {
        return vm.mustRun("cd /sys/kernel/tracing && for file in available_events available_tracers"
                        + " available_filter_functions; do head -c 20000 $file"
                        + " | grep -q '^new stop$' && echo new || echo no; done")
                .strip()
                .replace('\n', ' ');
    }

    /**
     * A hangup looks for the files of a terminal by the address of tty_write() in their table. Code that compared with
     * the replacement's address would find none and not say that it hung one up.
     */
    @Test
    void functionKnownByItsAddress_keepsIt() throws Exception {
        String original = bench.text(TERMINAL);
        String write = "\treturn file_tty_write(iocb->ki_filp, iocb, from);\n";
        String compared = "\t\tif (filp->f_op->write_iter != tty_write)\n\t\t\tcontinue;\n\t\tclosecount++;\n";
        bench.createFrom(
                "terminal",
                TERMINAL,
                replaced(
                        replaced(
                                original,
                                write,
                                "\tif (iov_iter_count(from) == 77)\n\t\tiov_iter_truncate(from, 7);\n" + write),
                        compared,
                        compared + "\t\tpr_info(\"example: hung up\\n\");\n"));
        assertEquals("wrote 77 77 and 77 then end", terminals(""));
        bench.insert("terminal");
        assertEquals(0, hungUp());
        assertEquals("wrote 77 7 and 7 then end", terminals("apply"));
        int byNewCode = hungUp();
        assertTrue(byNewCode > 0, "new code hung it up");
        assertEquals("wrote 7 77 and 77 then end", terminals("reverse"));
        assertEquals(byNewCode, hungUp(), "old code hung it up");
        bench.unload("terminal");
        bench.assertLogIsClean();
    }

    /**
     * {@return how many of 77 bytes terminals take, and what is read from the first one after its hangup}
     *
     * @param word what the update is told after the first terminal was written to for the first time
     */
    private static String terminals(String word) throws IOException {
        // Opens the slave of a new pair with O_RDWR, O_NOCTTY and O_NONBLOCK; TIOCSPTLCK, TIOCGPTN and TIOCVHANGUP.
        String program =
                """
                sub terminal {
                  my $m = shift; open($m, q(+<), q(/dev/ptmx)) or die $!;
                  my $n = pack q(L), 0; ioctl($m, 0x40045431, $n) or die $!;
                  ioctl($m, 0x80045430, $n) or die $!;
                  sysopen(my $s, q(/dev/pts/) . unpack(q(L), $n), 2306) or die $!;
                  return $s;
                }
                sub wrote { return syswrite($_[0], q(x) x 77) }
                my $first = terminal(*A); my $old = wrote($first);
                if (q(WORD)) {
                  open(C, q(>), q(/sys/kernel/hotsplice/updates/terminal/control)) or die $!;
                  syswrite(C, q(WORD)) or die $!; close(C);
                }
                my $same = wrote($first); my $other = wrote(terminal(*B));
                ioctl($first, 0x5437, 0) or die $!;
                my $read = sysread($first, my $b, 1);
                print qq(wrote $old $same and $other then ), defined $read ? $read ? qq(more) : qq(end) : $!;
                """;
        return perl(program.replace("WORD", word));
    }

    private static int hungUp() throws IOException {
        return Integer.parseInt(
                vm.run("dmesg | grep -c 'example: hung up'").output().strip());
    }

    /** Unlike Debian 12, most distributions ship their modules compressed. Prepares a whole kernel, for minutes. */
    @Test
    @Tag("thorough")
    void compressedModules_areMatchedAndReplaced() throws Exception {
        Path folder = Files.createDirectories(bench.workshop().folder().resolve("compressed"));
        String drivers = "lib/modules/" + kernel.release() + "/kernel/drivers/net";
        Path image = unpacked("linux-image-" + kernel.release(), folder.resolve("image"));
        Path shipped = Files.createDirectories(folder.resolve("shipped").resolve(drivers));
        shell("xz --check=crc32 -c '" + image.resolve(drivers) + "/dummy.ko' >'" + shipped + "/dummy.ko.xz'");
        shell("zstd -q -c '" + image.resolve(drivers) + "/nlmon.ko' >'" + shipped + "/nlmon.ko.zst'");
        String dummy = bench.text(DUMMY);
        String monitor = bench.text(MONITOR);
        String least = "\tdev->min_mtu = 0;";
        String size = "\tdev->mtu = NLMSG_GOODSIZE;";
        Path patch = Files.writeString(
                folder.resolve("compressed.patch"),
                Files.readString(bench.patch(
                                "dummy", DUMMY, dummy, replaced(dummy, least, "\tdev->mtu = 1234;\n" + least)))
                        + Files.readString(bench.patch(
                                "monitor", MONITOR, monitor, replaced(monitor, size, "\tdev->mtu = 2345;"))));
        CommandResult created = Command.of(
                        Checkout.root().resolve("bin/hotsplice-create").toString(),
                        "--source="
                                + unpacked("linux-source-6.1", folder.resolve("source"))
                                        .resolve("usr/src/linux-source-6.1.tar.xz"),
                        "--config=" + image.resolve("boot/config-" + kernel.release()),
                        "--image=" + image.resolve("boot/vmlinuz-" + kernel.release()),
                        "--modules=" + folder.resolve("shipped/lib/modules/" + kernel.release()),
                        "--symvers=" + KernelHeaders.obtain(kernel).folder().resolve("Module.symvers"),
                        "--cache=" + folder.resolve("cache"),
                        "--patch=" + patch,
                        "--id=compressed",
                        "--output=" + bench.workshop().bundles())
                .limit(Duration.ofMinutes(30))
                .run();
        assertTrue(created.ok(), created::output);
        for (String large : List.of("cache", "image", "source")) {
            Trees.delete(folder.resolve(large));
        }

        vm.mustRun("rm /" + drivers + "/dummy.ko /" + drivers + "/nlmon.ko");
        vm.push("/" + drivers, shipped.resolve("dummy.ko.xz"), shipped.resolve("nlmon.ko.zst"));
        vm.mustRun("depmod && modprobe dummy numdummies=0 && modprobe nlmon");
        String old = sizes();
        assertTrue(old.matches("1500 \\d+"), old);
        bench.load("compressed", "apply");
        assertEquals("1234 2345", sizes());
        bench.control("compressed", "reverse");
        assertEquals(old, sizes());
        bench.unload("compressed");
        vm.mustRun("rmmod dummy nlmon");

        bench.applyAsTheyCome("compressed", "dummy nlmon");
        vm.mustRun("modprobe dummy numdummies=0 && modprobe nlmon");
        bench.awaitNothing();
        assertEquals("1234 2345", sizes(), "the update came with the modules");
        bench.control("compressed", "reverse");
        assertEquals(old, sizes());
        bench.unload("compressed");
        vm.mustRun("rmmod dummy nlmon");
        bench.assertLogIsClean();
    }

    private static Path unpacked(String name, Path into) throws IOException, InterruptedException {
        Path file = DebianPackages.obtain(name + "=" + kernel.version()).get(0);
        Command.of("dpkg-deb", "-x", file.toString(), into.toString())
                .limit(Duration.ofMinutes(10))
                .mustRun();
        return into;
    }

    private static void shell(String script) throws IOException, InterruptedException {
        Command.of("sh", "-c", script).mustRun();
    }

    /** {@return the MTU of an interface of each module} */
    private static String sizes() throws IOException {
        return vm.mustRun("for type in dummy nlmon; do ip link add made type $type && cat /sys/class/net/made/mtu"
                        + " && ip link del made || exit 1; done")
                .strip()
                .replace('\n', ' ');
    }
}
