/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.elf.ElfObject;
import org.hotsplice.engine.image.ImageSymbol;
import org.hotsplice.engine.image.Kallsyms;
import org.hotsplice.engine.image.KernelImage;
import org.hotsplice.engine.image.ModuleImage;
import org.hotsplice.engine.image.Stretch;
import org.hotsplice.engine.image.TargetImage;
import org.hotsplice.engine.kernel.StockKernel;
import org.hotsplice.engine.x86.Decoder;
import org.hotsplice.engine.x86.Instruction;
import org.junit.jupiter.api.Test;

/** Needs a real kernel for one of its tests. */
class ImageUsersTest {
    private static final long FUNCTION = 0xffffffff81000000L;
    private static final long CODE = 0xffffffff81002000L;
    private static final long DATA = 0xffffffff82000000L;

    /** An image of a few bytes. */
    private record Small(List<Stretch> stretches, Kallsyms names) implements TargetImage {
        @Override
        public String target() {
            return "vmlinux";
        }

        @Override
        public List<ImageSymbol> symbols(String name) {
            return names.named(name);
        }

        @Override
        public boolean lists(String name, long address) {
            return names.lists(name, address);
        }

        @Override
        public boolean knows(String name) {
            return !names.named(name).isEmpty();
        }

        @Override
        public Optional<ImageSymbol> nearest(long address) {
            return names.nearest(address);
        }

        @Override
        public Optional<Bytes> read(long address, int length) {
            return Optional.empty();
        }
    }

    private static Small code(boolean freed, int... bytes) {
        return new Small(
                List.of(new Stretch(".text", CODE, Bytes.of(bytes), true, freed)),
                new Kallsyms(List.of(new ImageSymbol("function", 'T', FUNCTION), new ImageSymbol("user", 't', CODE))));
    }

    private static Small data(long start, long stop, long... values) {
        int[] bytes = new int[values.length * 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (int) (values[i / 8] >>> (i % 8 * 8)) & 0xff;
        }
        return new Small(
                List.of(new Stretch(".data", DATA, Bytes.of(bytes), false, false)),
                new Kallsyms(List.of(
                        new ImageSymbol("first", 'd', DATA),
                        new ImageSymbol("second", 'd', DATA + 8),
                        new ImageSymbol("__start_mcount_loc", 'D', start),
                        new ImageSymbol("__stop_mcount_loc", 'D', stop))));
    }

    /** {@return the users as words, sorted} */
    private static List<String> users(TargetImage image, long function) {
        return Objects.requireNonNull(ImageUsers.find(image, Set.of(function)).get(function)).stream()
                .map(user -> user.kind() + " " + user.symbol().name())
                .sorted()
                .toList();
    }

    @Test
    void callJumpAndAddressInCodeAndData_areFound() throws Exception {
        ModuleImage image = ModuleImage.of(
                "unit", ElfObject.read(Path.of("src/test/resources/objects/x86_64/address-taken/pre.o")));
        long handler = image.symbols("handler").get(0).address();

        assertEquals(List.of("ADDRESS install", "ADDRESS table", "CALL install"), users(image, handler));
    }

    @Test
    void distanceThatIsNoField_isNoCall() {
        // CODE + 6 + distance is the function in all three.
        int low = (int) (FUNCTION - CODE - 6);
        int[] d = {low & 0xff, low >> 8 & 0xff, low >> 16 & 0xff, low >> 24 & 0xff};
        assertEquals(List.of("CALL user"), users(code(false, 0x90, 0xe8, d[0], d[1], d[2], d[3]), FUNCTION));
        assertEquals(List.of("CALL user"), users(code(false, 0x0f, 0x84, d[0], d[1], d[2], d[3]), FUNCTION));
        // movabs $..., %rax: the same bytes inside of its immediate.
        assertEquals(List.of(), users(code(false, 0x48, 0xb8, d[0], d[1], d[2], d[3], 0, 0, 0, 0), FUNCTION));
        assertEquals(List.of(), users(code(true, 0x90, 0xe8, d[0], d[1], d[2], d[3]), FUNCTION), "start-up code");
    }

    @Test
    void addressInAnInstruction_isTaken() {
        // mov $0x81000000, %rdi; the processor extends the sign.
        assertEquals(List.of("ADDRESS user"), users(code(true, 0x48, 0xc7, 0xc7, 0, 0, 0, 0x81), FUNCTION));
        int low = (int) (FUNCTION - CODE - 7);
        int[] d = {low & 0xff, low >> 8 & 0xff, low >> 16 & 0xff, low >> 24 & 0xff};
        assertEquals(List.of("ADDRESS user"), users(code(false, 0x48, 0x8d, 0x3d, d[0], d[1], d[2], d[3]), FUNCTION));
        // mov 0x...(%rip), %rdi reads there and takes no address.
        assertEquals(List.of(), users(code(false, 0x48, 0x8b, 0x3d, d[0], d[1], d[2], d[3]), FUNCTION));
    }

    @Test
    void tableOfTracers_takesNoAddress() {
        assertEquals(List.of("ADDRESS second"), users(data(DATA + 16, DATA + 16, 1, FUNCTION), FUNCTION));
        assertEquals(List.of(), users(data(DATA + 8, DATA + 16, 1, FUNCTION), FUNCTION));
    }

    /** The quick search finds what decoding each function of the kernel finds. */
    @Test
    void stockKernel_hasTheCallersThatDecodingAllOfItFinds() throws Exception {
        KernelImage image = KernelImage.read(StockKernel.require().image());
        Set<Long> functions = new HashSet<>();
        for (String name :
                List.of("kfree", "commit_creds", "ip_options_undo", "sock_queue_rcv_skb_reason", "vfs_read")) {
            image.symbols(name).forEach(symbol -> functions.add(symbol.address()));
        }
        assertTrue(functions.size() >= 4, functions.toString());

        Set<String> found = new TreeSet<>();
        ImageUsers.find(image, functions).forEach((function, users) -> users.stream()
                .filter(user -> user.kind() == ImageUsers.Kind.CALL)
                .forEach(user -> found.add(call(user.symbol(), function))));

        assertTrue(found.size() > 1000, () -> found.size() + " callers");
        assertEquals(decoded(image, functions), found);
    }

    private static Set<String> decoded(KernelImage image, Collection<Long> functions) {
        Set<String> calls = new TreeSet<>();
        List<ImageSymbol> symbols = image.kallsyms().symbols();
        for (Stretch stretch : image.stretches()) {
            if (!stretch.code() || stretch.freed()) {
                continue;
            }
            long end = stretch.address() + stretch.content().size();
            for (int i = 0; i < symbols.size(); i++) {
                ImageSymbol symbol = symbols.get(i);
                long next = i + 1 < symbols.size() ? symbols.get(i + 1).address() : end;
                if (symbol.address() >= stretch.address() && symbol.address() < end) {
                    Bytes bytes = stretch.content()
                            .slice(symbol.address() - stretch.address(), Math.min(next, end) - symbol.address());
                    for (Instruction instruction : Decoder.decode(bytes)) {
                        if (instruction.isRelativeBranch()
                                && instruction.immediateSize() == 4
                                && instruction.end() <= bytes.size()) {
                            long to = symbol.address() + instruction.end() + bytes.s32(instruction.immediateOffset());
                            if (functions.contains(to) && to != symbol.address()) {
                                calls.add(call(symbol, to));
                            }
                        }
                    }
                }
            }
        }
        assertFalse(calls.isEmpty());
        return calls;
    }

    private static String call(ImageSymbol from, long to) {
        return Long.toHexString(from.address()) + " " + Long.toHexString(to);
    }

    @Test
    void functionsOfNone_areNotLookedFor() {
        assertEquals(Map.of(), ImageUsers.find(code(false, 0x90), Set.of()));
    }
}
