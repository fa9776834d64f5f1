/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.report;

import java.util.List;

/**
 * A unit in the report.
 *
 * @param target "vmlinux" or a module
 * @param unit its source file
 * @param functions what changes, comes and goes
 * @param data lines on data that comes and goes
 * @param findings issues and notes
 */
record UnitReview(
        String target, String unit, List<FunctionReview> functions, List<String> data, List<String> findings) {
    UnitReview {
        functions = List.copyOf(functions);
        data = List.copyOf(data);
        findings = List.copyOf(findings);
    }
}
