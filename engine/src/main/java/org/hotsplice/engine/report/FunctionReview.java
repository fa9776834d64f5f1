/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.List;

/**
 * A function in the report.
 *
 * @param name in the kernel
 * @param change "replaced", "added" or "removed"
 * @param why what differs first, or nothing
 * @param sizes in bytes, in words
 * @param users what of the unit refers to it
 * @param rows both disassemblies
 */
record FunctionReview(
        String name, String change, String why, String sizes, List<String> users, List<SideBySide.Row> rows) {
    FunctionReview {
        users = List.copyOf(users);
        rows = List.copyOf(rows);
    }
}
