/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.machine;

import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.IssueCode;

/** Why nothing can be done on this machine now. */
public enum MachineIssue implements IssueCode {
    NO_KERNEL_HERE(
            "no /proc and /sys of a running kernel",
            "Nothing is to be done in an image; on a machine mount both",
            ExitStatus.OK),
    CONTAINER("this is a container, whose kernel belongs to the host", "Install hotsplice on the host", ExitStatus.OK),
    CHROOT(
            "this is a chroot, which the running kernel does not belong to",
            "Run it outside of the chroot",
            ExitStatus.OK),
    SWITCHED_OFF("Hotsplice is switched off (%s)", "Take the switch away and run: hotsplice reconcile", ExitStatus.OK),
    CORE_MISSING(
            "the kernel module hotsplice is not available for kernel %s (%s)",
            "Install the package hotsplice-kmod-RELEASE of this kernel, or hotsplice-dkms; under Secure Boot its key must be enrolled",
            ExitStatus.KERNEL_REFUSED),
    CORE_ABI(
            "the loaded kernel module speaks ABI %s, this client speaks ABI %s",
            "Install hotsplice and its kernel module of the same version; a loaded module is exchanged at the next boot",
            ExitStatus.KERNEL_REFUSED),
    LOCKED(
            "another hotsplice command has been at work for more than %s seconds",
            "Wait for it to end and try again", ExitStatus.KERNEL_REFUSED);

    private final String template;
    private final String wayOut;
    private final ExitStatus exitStatus;

    MachineIssue(String template, String wayOut, ExitStatus exitStatus) {
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
