/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.module;

import org.hotsplice.engine.match.PartPlan;

/** What both modules of a part say about themselves. */
final class ModuleTail {
    private ModuleTail() {}

    static String of(PartPlan plan) {
        String id = CText.string(plan.id().value());
        return "MODULE_LICENSE(\"GPL\");\nMODULE_DESCRIPTION(\"Hotsplice update\");\nMODULE_INFO(hotsplice, " + id
                + ");\n";
    }
}
