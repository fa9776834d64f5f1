/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.diff;

import org.hotsplice.engine.elf.Section;
import org.hotsplice.engine.special.CodeTable;

/** What a section is to the running kernel. */
public enum Role {
    /** Functions. */
    CODE,
    /** Functions that must not be traced or patched: entry code and what runs inside it. */
    NOINSTR_CODE,
    /** Functions that are freed after the kernel or module has started. */
    INIT_CODE,
    /** Functions that only run when a module is removed. */
    EXIT_CODE,
    /** Static call trampolines; the kernel rewrites them. */
    TRAMPOLINES,
    /** Pieces of code out of line that belong to another place: .altinstr_aux, .fixup. */
    CODE_FRAGMENTS,
    /** Replacement instructions; reached through the table of alternatives only. */
    REPLACEMENTS,
    /** Writable data. */
    DATA,
    /** Data that is never written. */
    CONST,
    /** Data with a copy for each processor. */
    PERCPU,
    /** Data that is freed after the kernel or module has started. */
    INIT_DATA,
    /** Strings and constants that the linker may merge: only their content counts. */
    LITERALS,
    /** Descriptors of dynamic debug. */
    DEBUG_DESCRIPTORS,
    /** A {@link CodeTable}. */
    TABLE,
    /** Stack unwinding tables, derived from the code. */
    UNWIND,
    /** Exported names. */
    EXPORTS,
    /** What tools and tracers read about code and data; no code uses it. */
    METADATA,
    /** Not loaded, or of no meaning at run time. */
    IGNORED;

    /** {@return whether it holds functions} */
    public boolean isFunctions() {
        return this == CODE || this == NOINSTR_CODE || this == INIT_CODE || this == EXIT_CODE;
    }

    /** {@return whether its bytes are instructions} */
    public boolean isInstructions() {
        return isFunctions() || this == TRAMPOLINES || this == CODE_FRAGMENTS || this == REPLACEMENTS;
    }

    /** {@return whether it holds data that lives as long as the kernel or module} */
    public boolean isLiveData() {
        return this == DATA || this == CONST || this == PERCPU;
    }

    /** {@return whether it is divided into pieces} */
    public boolean hasPieces() {
        return isFunctions()
                || isLiveData()
                || this == TRAMPOLINES
                || this == CODE_FRAGMENTS
                || this == INIT_DATA
                || this == DEBUG_DESCRIPTORS;
    }

    /** {@return the role of this section} */
    public static Role of(Section section) {
        String name = section.name();
        if (!section.has(Section.ALLOC)
                || name.endsWith(".discard")
                || startsWithOne(name, ".discard", ".note", ".gnu", ".eh_frame", ".llvm")) {
            return IGNORED;
        }
        if (CodeTable.of(section).isPresent()) {
            return TABLE;
        }
        return section.isCode() ? ofCode(name) : ofData(section, name);
    }

    private static Role ofCode(String name) {
        if (isOrBelow(name, ".init.text") || name.equals(".head.text")) {
            return INIT_CODE;
        }
        if (isOrBelow(name, ".exit.text")) {
            return EXIT_CODE;
        }
        if (startsWithOne(name, ".noinstr.text", ".entry.text", ".cpuidle.text", ".entry_trampoline")) {
            return NOINSTR_CODE;
        }
        return switch (name) {
            case ".static_call.text" -> TRAMPOLINES;
            case ".altinstr_replacement" -> REPLACEMENTS;
            case ".altinstr_aux", ".fixup", ".text..refcount" -> CODE_FRAGMENTS;
            default -> CODE;
        };
    }

    private static Role ofData(Section section, String name) {
        if (startsWithOne(name, "__ksymtab", "___ksymtab", "__kcrctab", "___kcrctab", ".export_symbol")) {
            return EXPORTS;
        }
        if (startsWithOne(name, ".orc_unwind", ".orc_header")) {
            return UNWIND;
        }
        if (isMetadata(name)) {
            return METADATA;
        }
        if (name.equals("__dyndbg") || name.equals("__verbose")) {
            return DEBUG_DESCRIPTORS;
        }
        if (startsWithOne(name, ".initcall", ".con_initcall", ".exitcall")) {
            return IGNORED;
        }
        if (startsWithOne(name, ".init.", ".meminit", ".exit.", ".cpuinit")) {
            return INIT_DATA;
        }
        if (name.startsWith(".data..percpu")) {
            return PERCPU;
        }
        if (section.has(Section.MERGE)) {
            return LITERALS;
        }
        return section.has(Section.WRITE) ? DATA : CONST;
    }

    private static boolean isMetadata(String name) {
        return switch (name) {
            case ".modinfo",
                    "__versions",
                    ".printk_index",
                    "_kprobe_blacklist",
                    "_error_injection_whitelist",
                    "__tracepoints_ptrs",
                    "_ftrace_events",
                    "_ftrace_eval_map",
                    "__bpf_raw_tp_map",
                    "__syscalls_metadata",
                    ".static_call_tramp_key",
                    ".BTF" -> true;
            default -> startsWithOne(name, ".BTF.", ".kunit", "__llvm");
        };
    }

    private static boolean isOrBelow(String name, String parent) {
        return name.startsWith(parent) && (name.length() == parent.length() || name.charAt(parent.length()) == '.');
    }

    private static boolean startsWithOne(String name, String... prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
