/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.util.List;

/**
 * One object that kbuild compiles from one source under this configuration.
 *
 * @param object the object's path in the tree
 * @param folder the folder whose makefile builds it; not always the one that it lies in
 * @param goal how that makefile names the object; the same path, but it may lead through {@code ..}
 * @param targets {@code vmlinux}, or the modules that it is linked into
 */
public record Unit(String object, String folder, String goal, List<String> targets) {
    /** The target that is no module. */
    public static final String VMLINUX = "vmlinux";

    public Unit {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("unit " + object + " belongs to no target");
        }
    }

    /** {@return whether it is linked into a module} */
    public boolean modular() {
        return !targets.contains(VMLINUX);
    }

    /** {@return whether it is code of the running kernel, and not of what starts it or of processes} */
    public boolean isKernelCode() {
        return ChangedPath.of(stem() + ".c") == ChangedPath.CODE;
    }

    /** {@return the object's path without {@code .o}} */
    public String stem() {
        return object.substring(0, object.length() - 2);
    }

    /** {@return the path of the file in which kbuild saves the command that made the object} */
    public String commandFile() {
        int slash = object.lastIndexOf('/') + 1;
        return object.substring(0, slash) + "." + object.substring(slash) + ".cmd";
    }
}
