/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.users;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotsplice.engine.elf.Bytes;
import org.hotsplice.engine.image.ImageSymbol;
import org.hotsplice.engine.image.Stretch;
import org.hotsplice.engine.image.TargetImage;
import org.hotsplice.engine.x86.Decoder;
import org.hotsplice.engine.x86.Instruction;

/**
 * Finds what in an image calls some functions or has their addresses.
 *
 * <p>Each field of an instruction that could lead to one of them is looked for at every byte, which is quick, and
 * counts only where decoding the function around it, from its start, finds that field there. So nothing is missed that
 * decoding the whole image would find, and no byte is taken for an instruction that is none.
 */
public final class ImageUsers {
    /** Instructions that the kernel puts elsewhere when it starts; where, does not show here. */
    private static final String REPLACEMENTS = ".altinstr_replacement";

    private static final int FIELD = 4;
    private static final int LONGEST_INSTRUCTION = 15;
    private static final int LOAD_ADDRESS = 0x8d;

    /**
     * Tables that name functions for tracers and are called by nobody: in modules sections, in vmlinux between names.
     */
    private static final Set<String> NAMING_SECTIONS =
            Set.of("__mcount_loc", "_kprobe_blacklist", "_error_injection_whitelist");

    private static final List<String> NAMING_TABLES =
            List.of("mcount_loc", "kprobe_blacklist", "error_injection_whitelist");

    private final TargetImage image;
    private final Map<Long, Set<User>> users = new HashMap<>();
    /** Whether one of the functions ends with these 16 bits: rules out nearly every place with one look. */
    private final boolean[] endings = new boolean[0x10000];

    /** How a function is used. */
    public enum Kind {
        /** By a call or jump, conditional or not. */
        CALL,
        /** By its address, in code or data: whoever has that may call it. */
        ADDRESS
    }

    /**
     * A user of a function.
     *
     * @param symbol of the code or data that uses it
     * @param kind how
     */
    public record User(ImageSymbol symbol, Kind kind) {}

    private ImageUsers(TargetImage image, Collection<Long> functions) {
        this.image = image;
        for (long function : functions) {
            users.put(function, new LinkedHashSet<>());
            endings[(int) (function & 0xffff)] = true;
        }
    }

    /**
     * {@return the users of each of the functions at these addresses, in the order of the image}
     *
     * <p>Calls by code that is gone once the kernel has started are left out; addresses that it has handed out are not.
     */
    public static Map<Long, Set<User>> find(TargetImage image, Collection<Long> functions) {
        ImageUsers found = new ImageUsers(image, functions);
        if (!functions.isEmpty()) {
            List<long[]> naming = found.namingTables();
            for (Stretch stretch : image.stretches()) {
                if (stretch.code()) {
                    found.code(stretch);
                } else if (!NAMING_SECTIONS.contains(stretch.section())) {
                    found.data(stretch, naming);
                }
            }
        }
        return Map.copyOf(found.users);
    }

    private List<long[]> namingTables() {
        List<long[]> ranges = new ArrayList<>();
        for (String table : NAMING_TABLES) {
            List<ImageSymbol> starts = image.symbols("__start_" + table);
            List<ImageSymbol> stops = image.symbols("__stop_" + table);
            if (starts.size() == 1 && stops.size() == 1) {
                ranges.add(new long[] {starts.get(0).address(), stops.get(0).address()});
            }
        }
        return ranges;
    }

    private boolean isFunction(long address) {
        return endings[(int) (address & 0xffff)] && users.containsKey(address);
    }

    private void code(Stretch stretch) {
        byte[] bytes = stretch.content().toArray();
        int value = 0;
        for (int end = 1; end <= bytes.length; end++) {
            value = value >>> 8 | (bytes[end - 1] & 0xff) << 24;
            if (end < FIELD) {
                continue;
            }
            long distant = stretch.address() + end + value;
            if (isFunction(distant)) {
                branchOrLoad(stretch, end - FIELD, distant);
            }
            if (isFunction(value)) {
                immediate(stretch, end - FIELD, value);
            }
        }
    }

    private void branchOrLoad(Stretch stretch, int field, long function) {
        ImageSymbol owner = owner(stretch, field);
        instruction(stretch, owner, field).ifPresent(instruction -> {
            Bytes content = stretch.content();
            if (instruction.isRelativeBranch() && instruction.immediateOffset() == field) {
                if (!stretch.freed() || stretch.section().equals(REPLACEMENTS)) {
                    add(function, owner, Kind.CALL);
                }
            } else if (instruction.opcode() == LOAD_ADDRESS
                    && instruction.displacementOffset() == field
                    && content.at(field - 2) == LOAD_ADDRESS
                    && (content.at(field - 1) & 0xc7) == 5) {
                add(function, owner, Kind.ADDRESS);
            }
        });
    }

    private void immediate(Stretch stretch, int field, long function) {
        ImageSymbol owner = owner(stretch, field);
        instruction(stretch, owner, field)
                .filter(instruction -> instruction.immediateOffset() == field && !instruction.isRelativeBranch())
                .ifPresent(instruction -> add(function, owner, Kind.ADDRESS));
    }

    private void data(Stretch stretch, List<long[]> naming) {
        byte[] bytes = stretch.content().toArray();
        long value = 0;
        for (int end = 1; end <= bytes.length; end++) {
            value = value >>> 8 | (long) bytes[end - 1] << 56;
            if (end < 8 || !isFunction(value)) {
                continue;
            }
            long place = stretch.address() + end - 8;
            if (naming.stream().noneMatch(range -> place >= range[0] && place < range[1])) {
                add(value, owner(stretch, end - 8), Kind.ADDRESS);
            }
        }
    }

    private void add(long function, ImageSymbol user, Kind kind) {
        Set<User> known = users.get(function);
        if (known != null && user.address() != function) {
            known.add(new User(user, kind));
        }
    }

    private ImageSymbol owner(Stretch stretch, int offset) {
        if (stretch.section().equals(REPLACEMENTS)) {
            return new ImageSymbol("alternative instructions", 't', stretch.address());
        }
        return image.nearest(stretch.address() + offset)
                .filter(symbol -> Long.compareUnsigned(symbol.address(), stretch.address()) >= 0)
                .orElseGet(() -> new ImageSymbol(stretch.section(), 't', stretch.address()));
    }

    /** {@return the instruction that has this field, if decoding its function from the start comes upon it} */
    private static Optional<Instruction> instruction(Stretch stretch, ImageSymbol owner, int field) {
        int start = (int) (owner.address() - stretch.address());
        int end = Math.min(stretch.content().size(), field + LONGEST_INSTRUCTION);
        for (Instruction instruction : Decoder.decode(stretch.content().slice(start, end - start))) {
            Instruction moved = instruction.movedBy(start);
            if (moved.offset() < field && moved.end() > field) {
                return Optional.of(moved);
            }
        }
        return Optional.empty();
    }
}
