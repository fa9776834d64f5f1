/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The running kernel: identity, modules and /sys/kernel/hotsplice. JnaSystemCalls is the only user of JNA; start at
 * Kernel.
 */
@NullMarked
package org.hotsplice.hook.kernel;

import org.jspecify.annotations.NullMarked;
