/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Run-pre matching as data: what the ref object of a unit says about run code, the same check made offline against the
 * shipped image, and the tables that make the kernel repeat it.
 *
 * <p>Start at {@link org.hotsplice.engine.match.MatchPlanner}; {@link org.hotsplice.engine.match.OfflineMatcher} is the
 * check alone. Depends on the ELF model and the images; knows nothing of patches, files or compilers.
 */
@NullMarked
package org.hotsplice.engine.match;

import org.jspecify.annotations.NullMarked;
