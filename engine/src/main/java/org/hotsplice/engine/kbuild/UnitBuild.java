/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.engine.kbuild;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The objects of one affected unit for one target, each after objtool.
 *
 * @param unit the unit's source file, relative to the tree
 * @param target {@code vmlinux} or a module's name, with {@code _}
 * @param ref compiled as the kernel was; absent for a unit that the patch adds
 * @param pre of the kernel's own source, with a section for each function and object; absent for a unit that the patch
 *     adds
 * @param applied with the patches of earlier updates, made as pre; absent where there are none
 * @param post with the patch; absent for a unit that the patch removes
 */
public record UnitBuild(
        String unit,
        String target,
        Optional<Path> ref,
        Optional<Path> pre,
        Optional<Path> applied,
        Optional<Path> post) {}
