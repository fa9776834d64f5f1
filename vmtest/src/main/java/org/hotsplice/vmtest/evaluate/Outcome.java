/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

/**
 * The whole result of a case.
 *
 * @param patchCase what was evaluated
 * @param creation what the tool made of it
 * @param verdict in one word
 * @param code the stable reason code, or empty
 * @param detail one line for a person, or empty
 * @param applySeconds loading and applying in the guest, 0 where it did not come to that
 * @param reverseSeconds reversing and unloading
 */
record Outcome(
        PatchCase patchCase,
        Creation creation,
        Verdict verdict,
        String code,
        String detail,
        double applySeconds,
        double reverseSeconds) {

    /** {@return an outcome of the create stage alone} */
    static Outcome ofCreation(PatchCase patchCase, Creation creation) {
        Verdict verdict;
        if (creation.ok()) {
            verdict = Verdict.CREATED;
        } else if (creation.status() == Creation.NO_CHANGE) {
            verdict = Verdict.NO_CHANGE;
        } else if (creation.status() == Creation.REFUSED) {
            verdict = patchCase.refusalExpected() ? Verdict.REFUSED_RIGHTLY : Verdict.REFUSED_WRONGLY;
        } else {
            verdict = Verdict.CREATE_FAILED;
        }
        return new Outcome(patchCase, creation, verdict, creation.code(), creation.message(), 0, 0);
    }

    Outcome with(Verdict newVerdict, String newCode, String newDetail) {
        return new Outcome(patchCase, creation, newVerdict, newCode, newDetail, applySeconds, reverseSeconds);
    }
}
