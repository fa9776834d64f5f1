/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.nio.file.Path;
import java.util.List;

/**
 * What hotsplice-create made of a case.
 *
 * @param status its exit status; 124 where its time was over
 * @param code the stable code of the refusal, or empty
 * @param message the line that says why, or empty
 * @param functions number of functions in the manifest
 * @param parts the bundle's parts, in order; empty unless the status is 0
 * @param bundle the folder
 * @param seconds that it took
 * @param log the whole output
 */
record Creation(
        int status,
        String code,
        String message,
        int functions,
        List<Part> parts,
        Path bundle,
        double seconds,
        Path log) {
    static final int NO_CHANGE = 3;
    static final int REFUSED = 4;

    Creation {
        parts = List.copyOf(parts);
    }

    /**
     * One part of a bundle.
     *
     * @param target vmlinux or a module
     * @param functions of the running kernel that change
     */
    record Part(String target, List<String> functions) {
        Part {
            functions = List.copyOf(functions);
        }
    }

    boolean ok() {
        return status == 0;
    }

    /** {@return the update's name in the kernel} */
    String id() {
        return String.valueOf(bundle.getFileName());
    }
}
