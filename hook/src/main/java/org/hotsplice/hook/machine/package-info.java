/* SPDX-License-Identifier: Apache-2.0 */
/** The machine around the kernel: where files lie, whether this is a container or a chroot, kill switches, the lock. */
@NullMarked
package org.hotsplice.hook.machine;

import org.jspecify.annotations.NullMarked;
