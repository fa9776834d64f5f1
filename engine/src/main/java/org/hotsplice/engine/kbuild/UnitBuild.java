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
 * @param pre without the patch, with a section for each function and object; absent for a unit that the patch adds
 * @param post with the patch; absent for a unit that the patch removes
 */
public record UnitBuild(String unit, String target, Optional<Path> ref, Optional<Path> pre, Optional<Path> post) {}
