/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Which units a diff affects, and their compilation through the kernel's own kbuild: ref as the kernel was built, pre
 * and post with a section for each function.
 *
 * <p>Start at {@link org.hotsplice.engine.kbuild.UnitIndex} for what is built, and at {@code UnitCompiler} for the
 * compiling. Knows nothing of what is in an object.
 */
@NullMarked
package org.hotsplice.engine.kbuild;

import org.jspecify.annotations.NullMarked;
