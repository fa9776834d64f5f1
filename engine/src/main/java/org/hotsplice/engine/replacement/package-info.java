/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The object with the new code: what goes in, what it refers to in the running kernel, and its bytes. Entries:
 * {@link org.hotsplice.engine.replacement.ReplacementPlanner} and
 * {@link org.hotsplice.engine.replacement.ReplacementWriter}.
 */
@NullMarked
package org.hotsplice.engine.replacement;

import org.jspecify.annotations.NullMarked;
