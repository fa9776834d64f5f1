/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.util.Set;

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
    /**
     * Refusals of a patch whose new code alone would not do (docs/errors.md). Any other code is a fault of the tool.
     */
    private static final Set<String> DATA_CODES = Set.of(
            "DATA_CHANGED",
            "DATA_SIZE_CHANGED",
            "STRUCT_LAYOUT_CHANGED",
            "INIT_CODE_CHANGED",
            "TABLE_ENTRY_CHANGED",
            "EXPORT_CRC",
            "AREA_UNSUPPORTED");

    /** {@return an outcome of the create stage alone} */
    static Outcome ofCreation(PatchCase patchCase, Creation creation) {
        Verdict verdict;
        if (creation.ok()) {
            verdict = Verdict.CREATED;
        } else if (creation.status() == Creation.NO_CHANGE) {
            verdict = Verdict.NO_CHANGE;
        } else if (creation.status() == Creation.REFUSED) {
            boolean right = patchCase.refusalExpected() && DATA_CODES.contains(creation.code());
            verdict = right ? Verdict.REFUSED_RIGHTLY : Verdict.REFUSED_WRONGLY;
        } else {
            verdict = Verdict.CREATE_FAILED;
        }
        return new Outcome(patchCase, creation, verdict, creation.code(), creation.message(), 0, 0);
    }

    Outcome with(Verdict newVerdict, String newCode, String newDetail) {
        return new Outcome(patchCase, creation, newVerdict, newCode, newDetail, applySeconds, reverseSeconds);
    }
}
