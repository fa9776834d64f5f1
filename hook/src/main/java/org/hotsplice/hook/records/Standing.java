/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.hook.records;

import java.util.Locale;

/** How an update stands on this machine. */
public enum Standing {
    /** In force, in every part whose target is there. */
    APPLIED,
    /** Installed and to be applied; it is tried again. */
    PENDING,
    /** Installed and refused by the kernel or for its requirements; tried again when something changes. */
    REFUSED,
    /** Installed, and its signature or a digest is wrong. */
    UNTRUSTED,
    /** Installed for a kernel that does not run now. */
    OTHER_KERNEL,
    /** Installed and held back by the policy or the crash guard. */
    HELD,
    /** Installed, and a newer update takes its place. */
    REPLACED,
    /** No longer wanted and still in force; its reversal is tried again. */
    REVERSING;

    /** {@return the word that people and programs see} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Standing ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
