/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The lengths and fields of x86-64 instructions, as far as objects cannot be understood without them: what a
 * PC-relative addend counts from, which fields are branches, which are immediates. Entry:
 * {@link org.hotsplice.engine.x86.Decoder}.
 */
@NullMarked
package org.hotsplice.engine.x86;

import org.jspecify.annotations.NullMarked;
