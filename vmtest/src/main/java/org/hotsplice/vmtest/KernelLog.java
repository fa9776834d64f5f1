/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A kernel's log and its taint word.
 *
 * @param lines of dmesg
 * @param taint as /proc/sys/kernel/tainted has it
 */
public record KernelLog(List<String> lines, long taint) {
    /** TAINT_OOT_MODULE and TAINT_UNSIGNED_MODULE (include/linux/panic.h): any module of ours sets them. */
    private static final long ALLOWED_TAINT = 1L << 12 | 1L << 13;

    /** TAINT_LIVEPATCH: a livepatch was loaded. */
    private static final long LIVEPATCH_TAINT = 1L << 15;

    private static final Pattern TROUBLE = Pattern.compile(
            "BUG: |WARNING: |\\bOops\\b|general protection fault|Unable to handle|kernel BUG at|Call Trace:"
                    + "|possible (circular|recursive|irq)|inconsistent lock state|suspicious RCU usage"
                    + "|INFO: task .* blocked for more than|self-detected stall|detected stalls on CPUs"
                    + "|soft lockup|hard LOCKUP|KASAN:|UBSAN:|KCSAN:|kmemleak: \\d+ new|unchecked MSR access"
                    + "|refcount_t: |list_(add|del) corruption|sleeping function called|scheduling while atomic"
                    + "|Kernel panic|stack-protector|usercopy: |double fault|Bad page state|Module has invalid ELF");

    public KernelLog {
        lines = List.copyOf(lines);
    }

    /** {@return the lines that no sound kernel writes, and a line about the taint where it is not ours} */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        for (String line : lines) {
            if (TROUBLE.matcher(line).find()) {
                problems.add(line);
            }
        }
        long unexpected = taint & ~ALLOWED_TAINT;
        if (unexpected != 0) {
            problems.add("the kernel is tainted by more than out-of-tree and unsigned modules: bits 0x"
                    + Long.toHexString(unexpected));
        }
        return problems;
    }

    /** {@return the log of a kernel that was livepatched on purpose, for a check of all else} */
    public KernelLog livepatched() {
        return new KernelLog(lines, taint & ~LIVEPATCH_TAINT);
    }

    /**
     * {@return what came after the earlier log}
     *
     * <p>Where the last line of the earlier one is not there any more, because the log was cleared or its buffer went
     * round, that is all there is.
     */
    public KernelLog since(KernelLog earlier) {
        int known = earlier.lines().isEmpty()
                ? -1
                : lines.lastIndexOf(earlier.lines().get(earlier.lines().size() - 1));
        return new KernelLog(lines.subList(known + 1, lines.size()), taint);
    }
}
