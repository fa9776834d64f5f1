/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.reconcile;

import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.IssueCode;

/** Why the client does not apply or reverse an update now. */
public enum HookIssue implements IssueCode {
    OTHER_KERNEL(
            "installed for kernel %s, kernel %s is running",
            "Nothing is to be done: it is applied when that kernel boots", ExitStatus.OK),
    EXCLUDED(
            "excluded by %s",
            "Take its name out of 'exclude' in the policy and run: hotsplice reconcile", ExitStatus.OK),
    MANUAL("the policy asks for each update to be applied by hand", "Run: hotsplice apply ID", ExitStatus.OK),
    REVERSED_BY_HAND("it was reversed by hand", "Run: hotsplice apply ID", ExitStatus.OK),
    PINNED("its sequence number %s is above the policy's pin %s", "Raise 'pin' in the policy", ExitStatus.OK),
    DELAYED(
            "the policy applies updates %s after they are signed, this one from %s on",
            "Wait, or lower 'delay' in the policy", ExitStatus.OK),
    SUSPECT(
            "the machine went down without an orderly shutdown soon after it was applied",
            "Read the log of that boot (journalctl -b -1 -k); to try again run: hotsplice reconcile --retry",
            ExitStatus.KERNEL_REFUSED),
    REPLACED("update %s takes its place", "Nothing is to be done", ExitStatus.OK),
    REQUIREMENT_MISSING(
            "it requires update %s, which is %s",
            "Install the newest package of updates for this kernel", ExitStatus.REFUSED),
    STACK_ORDER(
            "update %s, which is newer and changes the same functions, is applied already",
            "Nothing is to be done: they are applied in the right order at the next boot", ExitStatus.REFUSED),
    WAITS_FOR(
            "update %s changes the same functions, has to be applied before and is not",
            "See what hinders that update", ExitStatus.KERNEL_REFUSED),
    MODULE_REFUSED(
            "the kernel did not take its module (%s)",
            "Look at the kernel log: journalctl -k -n 50", ExitStatus.KERNEL_REFUSED),
    MODULE_SIGNATURE(
            "the kernel did not take its module (%s): it demands module signatures, as under Secure Boot",
            "Enroll the publisher's module key: mokutil --import KEY.der, then reboot; or install an update signed"
                    + " with an enrolled key",
            ExitStatus.KERNEL_REFUSED),
    NO_TARGET(
            "none of the modules that it changes is loaded (%s)",
            "Nothing is to be done: it is applied when one of them is loaded", ExitStatus.OK),
    STILL_LOADED(
            "reversed, but its modules could not be unloaded (%s)",
            "Nothing is to be done: it is tried again", ExitStatus.KERNEL_REFUSED),
    REVERSAL_WAITS(
            "it is no longer installed and still in force: %s",
            "It is tried again by hotsplice-reconcile.timer; at the latest it is gone after a reboot",
            ExitStatus.KERNEL_REFUSED),
    KEPT(
            "what is installed in its place is not trusted, so it stays in force as it was verified",
            "Install the newest package of updates for this kernel, or remove the package",
            ExitStatus.NOT_TRUSTED),
    NOT_INSTALLED(
            "there is no such update for kernel %s", "See what there is with: hotsplice list", ExitStatus.REFUSED);

    private final String template;
    private final String wayOut;
    private final ExitStatus exitStatus;

    HookIssue(String template, String wayOut, ExitStatus exitStatus) {
        this.template = template;
        this.wayOut = wayOut;
        this.exitStatus = exitStatus;
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
        return exitStatus;
    }
}
