/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The kernel's tables about code: bug table, exception table, alternatives, jump labels and so on. Entry:
 * {@link org.hotsplice.engine.special.CodeTable}.
 */
@NullMarked
package org.hotsplice.engine.special;

import org.jspecify.annotations.NullMarked;
