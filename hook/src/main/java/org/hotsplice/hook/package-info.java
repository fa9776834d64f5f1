/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The client on a machine: verifies, applies and reverses updates. {@link org.hotsplice.hook.Hotsplice} is the way in
 * for all commands; it may use every package below but {@code cli}, which may be used by none.
 */
@NullMarked
package org.hotsplice.hook;

import org.jspecify.annotations.NullMarked;
