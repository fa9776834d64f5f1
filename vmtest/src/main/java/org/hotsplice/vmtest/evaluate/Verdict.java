/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

/** What became of a case. The constant's name in lower case is what tables and JSON show. */
enum Verdict {
    /** Applied, showed its effect where that can be seen, and reversed without a trace. */
    WORKS(true),
    /** As WORKS, where a refusal was expected: to be looked at by a person. */
    WORKS_UNEXPECTEDLY(true),
    /** As WORKS, where the trigger says that it cannot tell here what the kernel does: its words are the detail. */
    WORKS_UNSEEN(true),
    /** Refused with one of the codes for it, as a fix that changes data or start-up code has to be without hooks. */
    REFUSED_RIGHTLY(true),
    /** Created and matched with the shipped module, which does not start here for want of its hardware. */
    NO_HARDWARE(true),
    /** Created and matched with the shipped image; the guest was not asked (--create-only). */
    CREATED(true),
    /** The patch changes nothing in this kernel's object code: the kernel does not have what it mends. */
    NO_CHANGE(true),
    /** Refused although code alone would do, or for a reason that has nothing to do with data or start-up code. */
    REFUSED_WRONGLY(false),
    /** The tool ended with an error that is no refusal. */
    CREATE_FAILED(false),
    /** The kernel refused to match, load or apply it. */
    KERNEL_REFUSED(false),
    /** A function stayed in use through all retries. */
    BUSY(false),
    /** The trigger does not show the old behaviour before the update, so that nothing it shows later means anything. */
    NOT_SHOWN(false),
    /** The trigger does not show the fixed behaviour, or not the old one after the reversal. */
    WRONG_BEHAVIOUR(false),
    /** It could not be reversed or unloaded, or the text bytes are not what they were. */
    NOT_REVERSED(false),
    /** The kernel log has a warning or worse. */
    KERNEL_LOG(false),
    /** The guest panicked. */
    CRASHED(false),
    /** The guest did not answer any more. */
    HUNG(false);

    private final boolean good;

    Verdict(boolean good) {
        this.good = good;
    }

    /** {@return whether the whole evaluation can still succeed} */
    boolean good() {
        return good;
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
