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
 * @param facts who uses it and what data it uses
 * @param rows both disassemblies
 */
record FunctionReview(
        String name, String change, String why, String sizes, List<Fact> facts, List<SideBySide.Row> rows) {
    FunctionReview {
        facts = List.copyOf(facts);
        rows = List.copyOf(rows);
    }
}
