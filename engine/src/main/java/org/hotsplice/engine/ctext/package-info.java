/* SPDX-License-Identifier: Apache-2.0 */
/**
 * C source as text: its tokens, and its declarations at the top level. No types are known and no macro is expanded, so
 * what is said of a name errs to the side of naming too much.
 *
 * <p>Start at {@link org.hotsplice.engine.ctext.Declarations}.
 */
@NullMarked
package org.hotsplice.engine.ctext;

import org.jspecify.annotations.NullMarked;
