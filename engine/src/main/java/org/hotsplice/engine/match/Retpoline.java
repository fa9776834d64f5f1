/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.match;

import java.util.ArrayList;
import java.util.List;
import org.hotsplice.engine.elf.Bytes;

/** What 6.1 patch_retpoline() writes. */
final class Retpoline {
    private static final String THUNK = "__x86_indirect_thunk_";
    private static final List<String> REGISTERS = List.of(
            "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14",
            "r15");

    private Retpoline() {}

    /** {@return the register's number, from the thunk that the branch names} */
    static int register(Variant built) throws UnmatchableException {
        for (Field field : built.fields()) {
            SymbolKey symbol = field.symbol();
            if (symbol != null && symbol.name().startsWith(THUNK)) {
                int register = REGISTERS.indexOf(symbol.name().substring(THUNK.length()));
                if (register >= 0) {
                    return register;
                }
            }
        }
        throw new UnmatchableException("indirect branch without a known thunk");
    }

    /** {@return the branch as built, then the ones without a thunk} */
    static List<Variant> variants(Variant built, int prefix, int register) {
        List<Variant> variants = new ArrayList<>();
        variants.add(built);
        for (boolean fence : new boolean[] {false, true}) {
            List<Integer> code = inline(built.bytes(), prefix, register, fence);
            if (code.size() <= built.bytes().size()) {
                while (code.size() < built.bytes().size()) {
                    code.add(0x90);
                }
                Bytes bytes = Bytes.of(code.stream().mapToInt(Integer::intValue).toArray());
                // Too short for the styles to differ.
                variants.add(Nops.optimized(Variant.of(bytes), PatchStyle.OF_6_1));
            }
        }
        return variants;
    }

    private static List<Integer> inline(Bytes built, int prefix, int register, boolean fence) {
        List<Integer> code = new ArrayList<>();
        int opcode = built.at(prefix);
        if (opcode == 0x0f) {
            code.add(0x70 + ((built.at(prefix + 1) & 0xf) ^ 1));
            code.add(built.size() - 2);
            opcode = 0xe9;
        }
        if (fence) {
            code.addAll(List.of(0x0f, 0xae, 0xe8));
        }
        if (register >= 8) {
            code.add(0x41);
        }
        code.add(0xff);
        code.add((opcode == 0xe8 ? 0xd0 : 0xe0) + (register & 7));
        if (opcode == 0xe9 && code.size() < built.size()) {
            code.add(0xcc);
        }
        return code;
    }
}
