/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.kernel;

import java.util.Optional;
import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.IssueCode;

/**
 * Why the kernel module refused, in a person's words. The names are those of HOTSPLICE_REFUSALS in
 * kmod/include/uapi/hotsplice.h; a test compares them.
 */
public enum RefusalCode implements IssueCode {
    NONE("the kernel module gave no reason (%s)", "Look at the kernel log: journalctl -k -g hotsplice"),
    BAD_TABLE(
            "the update's own tables are damaged (%s)",
            "Install the update package again; if it stays so, report it to whoever built the update"),
    WRONG_KERNEL(
            "the update was built for a kernel with another build-id (%s)",
            "Install the update package of the running kernel, or boot the kernel that the update is for"),
    KERNEL_UNSUPPORTED(
            "this kernel lacks something that Hotsplice needs (%s)", "Boot one of the distribution's standard kernels"),
    TARGET_NOT_LOADED(
            "the kernel module to be changed is not loaded (%s)",
            "Nothing is to be done: this part is applied when the module is loaded"),
    NO_MATCH(
            "the running code is not the code that the update was built against (%s)",
            "See whether another live patch, a tracer or a rootkit changed this function; else the update was built"
                    + " for another kernel"),
    AMBIGUOUS(
            "several functions of the running kernel look the same and it cannot be told which one is meant (%s)",
            "Report the update to whoever built it; a reboot into a fixed kernel is needed for this fix"),
    SYMBOL_CONFLICT(
            "two places of the running code give one symbol two addresses (%s)",
            "Report the update to whoever built it; a reboot into a fixed kernel is needed for this fix"),
    SYMBOL_MISSING(
            "no place in the running code gives the address of a symbol that the update uses (%s)",
            "Report the update to whoever built it; a reboot into a fixed kernel is needed for this fix"),
    OUT_OF_REACH(
            "a 32-bit displacement cannot reach the replacement code (%s)",
            "Try again after a reboot; if it stays so, report it"),
    NO_FENTRY(
            "the function has no place at its start where a redirect can be written safely (%s)",
            "A reboot into a fixed kernel is needed for this fix"),
    TOO_SMALL("the function is too short for a redirect (%s)", "A reboot into a fixed kernel is needed for this fix"),
    SITE_CONFLICT(
            "a kprobe, jump label or static call stands where the redirect has to go (%s)",
            "Remove the probe (see /sys/kernel/debug/kprobes/list) and run: hotsplice reconcile"),
    TEXT_CHANGED(
            "the function's bytes changed between matching and applying (%s)",
            "Run: hotsplice reconcile; if it stays so, find out which program changes kernel code"),
    BUSY(
            "a task is inside a function that is to be replaced (%s)",
            "Wait: it is tried again by hotsplice-reconcile.timer; or stop the tasks named and run: hotsplice"
                    + " reconcile"),
    STACKED("another update stands on this one (%s)", "Reverse the update that stands on it first"),
    HOOK_REFUSED(
            "a hook of the update does not agree (%s)",
            "Read the update's report (hotsplice info ID) for what it demands of the machine"),
    OUT_OF_MEMORY("the kernel has not enough memory (%s)", "Free memory and run: hotsplice reconcile");

    private final String template;
    private final String wayOut;

    RefusalCode(String template, String wayOut) {
        this.template = template;
        this.wayOut = wayOut;
    }

    /** {@return the code of this name, empty if it is of a newer kernel module} */
    public static Optional<RefusalCode> of(String name) {
        for (RefusalCode code : values()) {
            if (code.name().equals(name)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public String wayOut() {
        return wayOut;
    }

    @Override
    public ExitStatus exitStatus() {
        return ExitStatus.KERNEL_REFUSED;
    }
}
