/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.vmtest.evaluate;

import java.nio.file.Path;
import java.util.List;

/**
 * One fix of the folder.
 *
 * @param name the case's name, such as CVE-2026-52928
 * @param targets vmlinux or names of modules, as the index has them; empty where there is no index
 * @param refusalExpected whether the fix changes what data or start-up code means, so that a refusal is right
 * @param observable whether the trigger program has to show the fix at work
 * @param patch the unified diff
 */
record PatchCase(String name, List<String> targets, boolean refusalExpected, boolean observable, Path patch) {
    PatchCase {
        targets = List.copyOf(targets);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "a case's name is letters, digits, '.', '_' and '-', not '" + name + "'");
        }
    }

    /** {@return the targets that are modules} */
    List<String> modules() {
        return targets.stream().filter(target -> !target.equals("vmlinux")).toList();
    }

    /** {@return the name's last number, by which the trigger program knows the case} */
    String number() {
        return name.replaceFirst(".*-", "");
    }
}
