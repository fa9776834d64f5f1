/* SPDX-License-Identifier: Apache-2.0 */
/** The test rig: builds root filesystems, boots stock kernels in QEMU and runs scenarios in them. */
@NullMarked
package org.hotsplice.vmtest;

import org.jspecify.annotations.NullMarked;
