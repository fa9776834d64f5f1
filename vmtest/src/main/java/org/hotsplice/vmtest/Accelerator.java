/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest;

/** How QEMU runs the guest's instructions. */
public enum Accelerator {
    /** The host's processor; only where a guest was seen booting with it. */
    KVM("kvm"),
    /** Translation, which works everywhere; scenarios take some ten times longer. */
    TCG("tcg,thread=multi,tb-size=512");

    private final String option;

    Accelerator(String option) {
        this.option = option;
    }

    /** {@return the value of QEMU's -accel} */
    String option() {
        return option;
    }
}
