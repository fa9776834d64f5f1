/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Pre-post differencing: which functions and data of a unit differ without and with the patch. Entry:
 * {@link org.hotsplice.engine.diff.UnitDiffer}. Knows nothing of files.
 */
@NullMarked
package org.hotsplice.engine.diff;

import org.jspecify.annotations.NullMarked;
