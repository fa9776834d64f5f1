/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The kernel that an update is for: finding its packages, unpacking and preparing its source once, and the toolchain.
 *
 * <p>Start at {@link org.hotsplice.engine.kernel.KernelStore}. A prepared kernel is never changed by what uses it, but
 * for objects that kbuild adds to it.
 */
@NullMarked
package org.hotsplice.engine.kernel;

import org.jspecify.annotations.NullMarked;
