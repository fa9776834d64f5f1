/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Writes the two kernel modules of each part of an update: the C source of the match tables and of the registration of
 * new code, and their build by the kernel's own kbuild.
 *
 * <p>Start at {@link org.hotsplice.engine.module.UpdateModules}. Depends on the plans of {@code match} and the prepared
 * kernel; knows nothing of patches.
 */
@NullMarked
package org.hotsplice.engine.module;

import org.jspecify.annotations.NullMarked;
