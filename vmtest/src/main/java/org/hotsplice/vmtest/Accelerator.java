/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

/** How QEMU runs the guest's instructions. */
public enum Accelerator {
    /** The host's processor; only where a guest was seen booting with it. */
    KVM,
    /** Translation, which works everywhere; scenarios take some ten times longer. */
    TCG;

    /**
     * {@return the value of QEMU's -accel}
     *
     * @param parallel whether the guest's CPUs run at the same time, see {@link VmConfig}
     */
    String option(boolean parallel) {
        return switch (this) {
            case KVM -> "kvm";
            case TCG -> "tcg,tb-size=512,thread=" + (parallel ? "multi" : "single");
        };
    }
}
