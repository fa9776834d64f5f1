/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Unified diffs: reading one strictly, and applying it to a tree without any leniency.
 *
 * <p>Start at {@link org.hotsplice.engine.patch.UnifiedDiff}. Knows nothing of kernels.
 */
@NullMarked
package org.hotsplice.engine.patch;

import org.jspecify.annotations.NullMarked;
